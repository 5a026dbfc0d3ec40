package natscompat.deployer.link;

import java.util.List;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Links.LinkState;
import natscompat.platform.link.Pair;

/** What tool and proxy say to each other: one JSON document a line. */
final class Wire {
    private Wire() {}

    /**
     * The first and only line on the proxy's standard input; the end of that input ends the proxy.
     *
     * @param token that every steering connection has to show
     * @param seed of all draws
     */
    record Setup(String token, long seed, List<Front> fronts) {}

    /** A direction and its policy. */
    record Set(Pair pair, LinkPolicy policy) {}

    /**
     * One order; an empty one only asks.
     *
     * @param asker who gives it
     * @param number of an order that sets policies, ascending for each asker, from 1
     * @param sets policies to set
     * @param change of the connections that they concern
     * @param resets directions to reset
     */
    record Order(String asker, long number, List<Set> sets, Change change, List<Pair> resets) {}

    /**
     * The answer.
     *
     * @param failure empty when it was done
     * @param states after it
     */
    record Answer(String failure, List<LinkState> states) {}
}
