package natscompat.planner.walk;

import java.util.List;
import java.util.stream.IntStream;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;

/** A mix that is started as it is and stays: one route for each split. */
record StaticMix() implements Walk {
    static final String NAME = "static";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String line() {
        return "starts a mix and keeps it, once for each split (one split: static-1-new, static-2-new ...)";
    }

    @Override
    public List<Route> routes(ReleasePair pair, int servers) {
        return IntStream.range(1, servers)
                .mapToObj(newer -> new Route(
                        NAME + "-" + newer + "-new", pair, List.of(Leg.to(split(pair, servers, newer)))))
                .toList();
    }

    /** The highest ordinals are new, as in the midst of an upgrade. */
    private static Mix split(ReleasePair pair, int servers, int newer) {
        Mix mix = Mix.all(pair.from(), servers);
        for (int ordinal = servers - newer; ordinal < servers; ordinal++) {
            mix = mix.with(ordinal, pair.to());
        }
        return mix;
    }
}
