package natscompat.mayhem.link;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.link.Pair;

/**
 * Sees that servers count other numbers of messages at the two ends of their links: one says how many it sent, the other
 * how many it got (routez). Only messages under way make a difference when nothing is wrong.
 */
final class RaftCounts implements Impaired.Sight {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** More than are under way at a time on a cluster that is not busy. */
    private static final long CLEAR = 4;

    private final List<Server> servers;
    private final boolean fewer;
    private final Map<Pair, Long> before;

    /** Remembers the difference that there is now. */
    RaftCounts(List<Server> servers, boolean fewer) {
        this.servers = List.copyOf(servers);
        this.fewer = fewer;
        this.before = differences();
    }

    /** By direction: messages got that were not sent. */
    private Map<Pair, Long> differences() {
        Map<Pair, Long> differences = new LinkedHashMap<>();
        servers.forEach(from -> servers.stream().filter(to -> !to.equals(from)).forEach(to -> {
            long sent = Routes.messages(from, to.name(), "out_msgs");
            long got = Routes.messages(to, from.name(), "in_msgs");
            differences.put(new Pair(from.name(), to.name()), got - sent);
        }));
        return differences;
    }

    private long most(Map<Pair, Long> now, Map<Pair, Long> then) {
        return now.entrySet().stream()
                .mapToLong(entry -> entry.getValue() - then.getOrDefault(entry.getKey(), 0L))
                .map(more -> fewer ? -more : more)
                .max()
                .orElse(0);
    }

    @Override
    public String bad() {
        long[] seen = new long[1];
        if (!Waiting.reached("another number of messages at the two ends", LIMIT, POLL, () -> {
            seen[0] = most(differences(), before);
            return seen[0] > CLEAR;
        })) {
            throw new IllegalStateException("at most " + seen[0] + " messages " + (fewer ? "fewer" : "more") + " arrived than were sent");
        }
        return seen[0] + " messages " + (fewer ? "fewer" : "more") + " arrived than were sent, as routez says";
    }

    @Override
    public String good() {
        Map<Pair, Long> then = differences();
        Waiting.pause("messages after the heal", QUIET);
        long grown = most(differences(), then);
        if (grown > CLEAR) {
            throw new IllegalStateException("the difference grew by " + grown + " after the heal");
        }
        return "the difference does not grow any more";
    }

    @Override
    public void close() {
        // Looks with nothing that is open.
    }
}
