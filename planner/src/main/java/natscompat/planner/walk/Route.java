package natscompat.planner.walk;

import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.RollOrder;

/**
 * One path of mixes.
 *
 * @param walk the name that cells and test names carry; different for every route of a walk, e.g. {@code static-1-new}
 * @param pair the releases it is about
 * @param legs at least one; the first has no moves
 */
public record Route(String walk, ReleasePair pair, List<Leg> legs) {
    /** Copies the list and checks it. */
    public Route {
        legs = List.copyOf(legs);
        if (legs.isEmpty() || !legs.getFirst().moves().isEmpty()) {
            throw new IllegalArgumentException("a route begins with a leg without moves: " + walk);
        }
    }

    /** This path with the moves of one order of rolls; walks write down those of all orders. */
    public Route in(RollOrder order) {
        return new Route(walk, pair, legs.stream().map(leg -> leg.in(order)).toList());
    }

    /** Whether any server is rolled on it. */
    public boolean rolls() {
        return legs.stream().flatMap(leg -> leg.moves().stream()).anyMatch(Move.RollTo.class::isInstance);
    }

    /** What the cluster starts with. */
    public Mix start() {
        return legs.getFirst().mix();
    }
}
