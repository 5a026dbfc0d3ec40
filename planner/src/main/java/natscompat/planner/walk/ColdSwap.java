package natscompat.planner.walk;

import java.util.List;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;

/** Stop all, change all, start all: the releases never meet, so what breaks here is the store and not the mix. */
record ColdSwap() implements Walk {
    @Override
    public String name() {
        return Walks.COLD_SWAP;
    }

    @Override
    public String line() {
        return "stops all servers, changes all, starts all: the upgrade of the store without a mix";
    }

    @Override
    public List<Route> routes(ReleasePair pair, int servers) {
        Mix next = Mix.all(pair.to(), servers);
        return List.of(new Route(
                name(),
                pair,
                List.of(
                        Leg.to(Mix.all(pair.from(), servers)),
                        Leg.to(next, new Move.SwapAll(pair.to())),
                        Rolling.again(next))));
    }
}
