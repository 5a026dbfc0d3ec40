package natscompat.mayhem.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.Answers;
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
    /** Processes that begin closer to each other may overtake each other. */
    private static final Duration SHORTEST_GAP = Duration.ofMillis(200);

    Comeback {
        order = List.copyOf(order);
    }

    /** All of them at one moment. */
    static Comeback atOnce(List<Server> servers) {
        return new Comeback(servers, Duration.ZERO, Draws.of(0));
    }

    /** One after another in a drawn order, which is another one than theirs. */
    static Comeback drawn(List<Server> servers, Draws draws) {
        List<Server> order = new ArrayList<>(draws.at("order").shuffled(servers));
        if (order.equals(servers)) {
            Collections.rotate(order, 1);
        }
        return new Comeback(order, SHORTEST_ELECTION, draws);
    }

    /**
     * In which order these were started by their own account (varz {@code start}): the drawn one, but for processes that overtook
     * each other on a busy machine. Nothing where all came back at one moment.
     *
     * @throws IllegalStateException when another one was drawn, and it was that of their names, which is no other order
     */
    String seen(Collection<Server> started) {
        if (longestGap.isZero() || started.size() < 2) {
            return "";
        }
        Map<String, Instant> times = started.stream()
                .collect(Collectors.toMap(Server::name, server -> Instant.parse(Answers.of(server, "start"))));
        List<String> seen = times.keySet().stream().sorted(Comparator.comparing(times::get)).toList();
        List<String> drawn = order.stream().map(Server::name).filter(times::containsKey).toList();
        if (!seen.equals(drawn) && seen.equals(seen.stream().sorted().toList())) {
            throw new IllegalStateException("started in the order of their names: " + new TreeMap<>(times));
        }
        return "started in this order: " + String.join(", ", seen);
    }

    /** Lets the gap before this server pass. */
    void gapBefore(Server server) {
        if (!server.equals(order.getFirst())) {
            Waiting.pause("the next server's turn",
                    draws.at("gap", server.ordinal()).between(SHORTEST_GAP, longestGap));
        }
    }
}
