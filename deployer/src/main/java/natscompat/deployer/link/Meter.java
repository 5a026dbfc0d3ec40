package natscompat.deployer.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.Links.LinkState;
import natscompat.platform.link.Pair;

/** Counts connections, bytes and what was done to them by pair. Used by one thread. */
final class Meter {
    private final Map<Pair, Count> counts = new HashMap<>();

    /** The counts of one direction; to count allocates nothing. */
    static final class Count {
        private int connections;
        private long bytes;
        private long chunks;
        private long raft;
        private long dropped;
        private long doubled;
        private long flipped;
        private long late;
        private long held;
        private long lost;
        private long reset;
        private long halved;

        void connections(int more) {
            connections += more;
        }

        void bytes(long more) {
            bytes += more;
        }

        /** Bytes came. */
        void chunk() {
            chunks++;
        }

        /** A message on {@code $NRG.>} came. */
        void raft() {
            raft++;
        }

        void dropped() {
            dropped++;
        }

        void doubled() {
            doubled++;
        }

        void flipped() {
            flipped++;
        }

        /** A chunk was put off by so many nanoseconds. */
        void late(long nanos) {
            late++;
            held += nanos;
        }

        /** So many packets are to be sent again. */
        void lost(int packets) {
            lost += packets;
        }

        /** A connection was ended by an order. */
        void reset() {
            reset++;
        }

        /** That end came in the middle of a message. */
        void halved() {
            halved++;
        }

        private LinkCounts done() {
            return new LinkCounts(
                    chunks, raft, dropped, doubled, flipped, late, Duration.ofNanos(held), lost, reset, halved);
        }
    }

    Count of(Pair pair) {
        return counts.computeIfAbsent(pair, key -> new Count());
    }

    List<LinkState> states() {
        List<LinkState> states = new ArrayList<>();
        counts.forEach((pair, count) -> states.add(new LinkState(pair, count.connections, count.bytes, count.done())));
        return List.copyOf(states);
    }
}
