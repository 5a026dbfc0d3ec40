package natscompat.deployer.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import natscompat.platform.link.Links.LinkState;
import natscompat.platform.link.Pair;

/** Counts connections and bytes by pair. Used by one thread. */
final class Meter {
    private final Map<Pair, Count> counts = new HashMap<>();

    /** The counts of one direction. */
    static final class Count {
        private int connections;
        private long bytes;

        void connections(int more) {
            connections += more;
        }

        void bytes(long more) {
            bytes += more;
        }
    }

    Count of(Pair pair) {
        return counts.computeIfAbsent(pair, key -> new Count());
    }

    List<LinkState> states() {
        List<LinkState> states = new ArrayList<>();
        counts.forEach((pair, count) -> states.add(new LinkState(pair, count.connections, count.bytes)));
        return List.copyOf(states);
    }
}
