package natscompat.mayhem.link;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.link.Pair;

/**
 * Sees that servers count other numbers of messages at the two ends of their links: one says how many it sent, the other
 * how many it got (routez). Only messages under way make a difference when nothing is wrong. A link whose connections are
 * not what they were says nothing, since its counters began anew. Used by one thread.
 */
final class RaftCounts implements Impaired.Sight {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration QUIET = Duration.ofSeconds(2);
    /** More than are under way at a time on a cluster that is not busy. */
    private static final long CLEAR = 4;
    /** On a busy one so many of those that were sent may be under way; the faults change 5 to 10 % of Raft's. */
    private static final double SHARE = 0.01;

    private final List<Server> servers;
    private final boolean fewer;
    private Map<Pair, Link> before;

    /** The counters of one direction at its two ends, and the connections that they are of. */
    private record Link(Set<String> sender, Set<String> receiver, long sent, long got) {
        boolean same(Link earlier) {
            return sender.equals(earlier.sender()) && receiver.equals(earlier.receiver());
        }
    }

    /** Remembers the counters that there are now. */
    RaftCounts(List<Server> servers, boolean fewer) {
        this.servers = List.copyOf(servers);
        this.fewer = fewer;
        this.before = look();
    }

    private Map<Pair, Link> look() {
        Map<String, Map<String, Routes.Traffic>> told = new LinkedHashMap<>();
        servers.stream().filter(Server::running).forEach(server -> told.put(server.name(), Routes.traffic(server)));
        Map<Pair, Link> links = new LinkedHashMap<>();
        told.forEach((from, out) -> out.forEach((to, sending) -> {
            Routes.Traffic receiving = told.getOrDefault(to, Map.of()).get(from);
            if (receiving != null) {
                links.put(new Pair(from, to),
                        new Link(sending.connections(), receiving.connections(), sending.sent(), receiving.got()));
            }
        }));
        return links;
    }

    /** By how many messages more than may be under way the two ends of some link came apart; not positive when by none. */
    private long apart(Map<Pair, Link> then, Map<Pair, Link> now) {
        return now.entrySet().stream()
                .filter(entry -> then.containsKey(entry.getKey()))
                .mapToLong(entry -> {
                    Link earlier = then.getOrDefault(entry.getKey(), entry.getValue());
                    Link later = entry.getValue();
                    long sent = later.sent() - earlier.sent();
                    long more = later.got() - earlier.got() - sent;
                    return later.same(earlier) ? (fewer ? -more : more) - CLEAR - (long) (SHARE * sent) : 0;
                })
                .max()
                .orElse(0);
    }

    @Override
    public String bad() {
        long[] seen = new long[1];
        boolean apart = Waiting.reached("another number of messages at the two ends", LIMIT, POLL, () -> {
            Map<Pair, Link> now = look();
            seen[0] = apart(before, now);
            // What came anew since is compared from here on.
            now.forEach((pair, link) -> before.merge(pair, link, (old, young) -> young.same(old) ? old : young));
            return seen[0] > 0;
        });
        if (!apart) {
            throw new IllegalStateException("no more messages " + (fewer ? "fewer" : "more") + " arrived than may be under way");
        }
        return seen[0] + " messages " + (fewer ? "fewer" : "more") + " arrived than were sent and may be under way (routez)";
    }

    /** Looked at again for a while: other faults come and go meanwhile. */
    @Override
    public String good() {
        long[] seen = new long[1];
        long deadline = System.nanoTime() + LIMIT.toNanos();
        do {
            Map<Pair, Link> then = look();
            Waiting.pause("messages after the heal", QUIET);
            seen[0] = apart(then, look());
        } while (seen[0] > 0 && System.nanoTime() < deadline);
        if (seen[0] > 0) {
            throw new IllegalStateException("the difference still grows, by " + seen[0] + " in " + QUIET.toSeconds() + " s");
        }
        return "the difference does not grow any more";
    }

    @Override
    public void close() {
        // Looks with nothing that is open.
    }
}
