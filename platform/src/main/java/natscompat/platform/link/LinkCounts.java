package natscompat.platform.link;

import java.time.Duration;

/**
 * What was done to the bytes of one direction since the start, over all connections that there were: what shows that a
 * policy was carried out, and that it no longer is. Without a policy or an order only the first two ever grow.
 *
 * @param chunks pieces in which its bytes came
 * @param raft messages on {@code $NRG.>} that came, whatever became of them
 * @param dropped those of them that were left out
 * @param doubled those of them that were sent twice
 * @param flipped bits
 * @param late chunks that were put off
 * @param held time by which those were put off, added up
 * @param lost packets that had to be sent again
 * @param reset connections that were ended by an order to reset
 * @param halved those of them that were ended in the middle of a message
 */
public record LinkCounts(
        long chunks,
        long raft,
        long dropped,
        long doubled,
        long flipped,
        long late,
        Duration held,
        long lost,
        long reset,
        long halved) {
    /** Nothing was done. */
    public static final LinkCounts NONE = new LinkCounts(0, 0, 0, 0, 0, 0, Duration.ZERO, 0, 0, 0);

    /** Both together. */
    public LinkCounts plus(LinkCounts other) {
        return new LinkCounts(
                chunks + other.chunks,
                raft + other.raft,
                dropped + other.dropped,
                doubled + other.doubled,
                flipped + other.flipped,
                late + other.late,
                held.plus(other.held),
                lost + other.lost,
                reset + other.reset,
                halved + other.halved);
    }

    /** What came since an earlier look. */
    public LinkCounts since(LinkCounts earlier) {
        return new LinkCounts(
                chunks - earlier.chunks,
                raft - earlier.raft,
                dropped - earlier.dropped,
                doubled - earlier.doubled,
                flipped - earlier.flipped,
                late - earlier.late,
                held.minus(earlier.held),
                lost - earlier.lost,
                reset - earlier.reset,
                halved - earlier.halved);
    }
}
