package natscompat.platform.link;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The links of one cluster, where something stands in them. Thread-safe. What cannot be done is a
 * {@link natscompat.model.failure.FailureException}.
 */
public interface Links {
    /** What happens to connections of a pair whose policy changes. */
    enum Change {
        /** They live on; what was held goes through in order. */
        FLUSH,
        /** They end at once (RST) in the middle of whatever they were sending. */
        RESET
    }

    /** From when this returns, these directions have these policies; the others keep theirs. */
    void set(Map<Pair, LinkPolicy> policies, Change change);

    /** Ends all connections of these directions at once (RST), in the middle of a message where one is under way. */
    void reset(Collection<Pair> pairs);

    /** What goes on now. */
    List<LinkState> look();

    /**
     * The connections of one direction.
     *
     * @param connections open now
     * @param bytes sent through since the start, over all connections that there were
     * @param done what was done to them
     */
    record LinkState(Pair pair, int connections, long bytes, LinkCounts done) {
        /** Of a direction to which nothing was done. */
        public LinkState(Pair pair, int connections, long bytes) {
            this(pair, connections, bytes, LinkCounts.NONE);
        }

        /** Both together, of the same direction. */
        public LinkState plus(LinkState other) {
            return new LinkState(pair, connections + other.connections, bytes + other.bytes, done.plus(other.done));
        }
    }
}
