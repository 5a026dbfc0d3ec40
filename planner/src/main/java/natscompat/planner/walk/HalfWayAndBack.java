package natscompat.planner.walk;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;

/** Until the new release has the majority, then back: what somebody does who sees trouble in the midst of an upgrade. */
record HalfWayAndBack() implements Walk {
    @Override
    public String name() {
        return "half-way-and-back";
    }

    @Override
    public String line() {
        return "rolls until most servers run the new release, then rolls these back to the old one";
    }

    @Override
    public List<Route> routes(ReleasePair pair, int servers) {
        // 2 of 3, 3 of 5: the turn comes when the new release alone could decide.
        int turn = servers / 2 + 1;
        int lowest = servers - turn;
        Mix old = Mix.all(pair.from(), servers);
        List<Leg> legs = new ArrayList<>();
        legs.add(Leg.to(old));
        legs.addAll(Rolling.down(old, servers - 1, lowest, pair.to()));
        legs.addAll(Rolling.up(legs.getLast().mix(), lowest, servers - 1, pair.from()));
        return List.of(new Route(name(), pair, legs));
    }
}
