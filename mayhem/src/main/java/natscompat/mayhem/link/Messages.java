package natscompat.mayhem.link;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.platform.link.Pair;

/** Messages of our own that are sent across links to see them arrive. Used by one thread, but for {@link #close}. */
interface Messages extends AutoCloseable {
    /** The servers that have a client. */
    Set<String> servers();

    /**
     * Sends once across each of these pairs; how long those took that arrived in time. A pair of a server with itself
     * crosses no link between servers: it shows that the server and its client live.
     */
    Map<Pair, Duration> crossed(Collection<Pair> pairs, Duration limit, int bytes);

    /** Every ordered pair of servers with a client. */
    default Set<Pair> all() {
        Set<Pair> pairs = new HashSet<>();
        servers().forEach(from -> servers().stream()
                .filter(to -> !to.equals(from))
                .forEach(to -> pairs.add(new Pair(from, to))));
        return pairs;
    }

    /** Sends across everything once, to have something to look at. */
    default void stir() {
        Set<Pair> everything = all();
        everything.addAll(selves());
        crossed(everything, Duration.ofSeconds(1), 0);
    }

    /** Each server with itself. */
    default Set<Pair> selves() {
        return servers().stream().map(server -> new Pair(server, server)).collect(Collectors.toSet());
    }

    @Override
    void close();
}
