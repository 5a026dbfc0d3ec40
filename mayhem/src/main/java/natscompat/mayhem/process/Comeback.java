package natscompat.mayhem.process;

import java.time.Duration;
import java.util.List;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/**
 * In which order and with which gaps servers are started again.
 *
 * @param order all of them
 * @param longestGap between one start and the next
 * @param draws of the gaps
 */
record Comeback(List<Server> order, Duration longestGap, Draws draws) {
    private static final Duration SHORTEST_ELECTION = Duration.ofSeconds(4);

    Comeback {
        order = List.copyOf(order);
    }

    /** All of them at one moment. */
    static Comeback atOnce(List<Server> servers) {
        return new Comeback(servers, Duration.ZERO, Draws.of(0));
    }

    /** One after another in a drawn order. */
    static Comeback drawn(List<Server> servers, Draws draws) {
        return new Comeback(draws.at("order").shuffled(servers), SHORTEST_ELECTION, draws);
    }

    /** Lets the gap before this server pass. */
    void gapBefore(Server server) {
        if (!server.equals(order.getFirst())) {
            Waiting.pause("the next server's turn",
                    draws.at("gap", server.ordinal()).between(Duration.ZERO, longestGap));
        }
    }
}
