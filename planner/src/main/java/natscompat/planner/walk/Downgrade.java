package natscompat.planner.walk;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;

/** Server by server from the new release back to the old one, under load. */
record Downgrade() implements Walk {
    @Override
    public String name() {
        return "downgrade";
    }

    @Override
    public String line() {
        return "rolls server by server from the new release to the old one";
    }

    @Override
    public List<Route> routes(ReleasePair pair, int servers) {
        Mix start = Mix.all(pair.to(), servers);
        List<Leg> legs = new ArrayList<>();
        legs.add(Leg.to(start));
        legs.addAll(Rolling.down(start, servers - 1, 0, pair.from()));
        return List.of(new Route(name(), pair, legs));
    }
}
