package natscompat.planner.walk;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;

/** Server by server from the old release to the new one, under load, and one more rolling restart at the end. */
record Upgrade() implements Walk {
    static final String NAME = "upgrade";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String line() {
        return "rolls server by server from the old release to the new one, then restarts each once more";
    }

    @Override
    public List<Route> routes(ReleasePair pair, int servers) {
        return List.of(route(NAME, pair, servers));
    }

    static Route route(String name, ReleasePair pair, int servers) {
        Mix old = Mix.all(pair.from(), servers);
        List<Leg> legs = new ArrayList<>();
        legs.add(Leg.to(old));
        legs.addAll(Rolling.down(old, servers - 1, 0, pair.to()));
        legs.add(Rolling.again(Mix.all(pair.to(), servers)));
        return new Route(name, pair, legs);
    }
}
