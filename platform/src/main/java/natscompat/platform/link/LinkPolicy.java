package natscompat.platform.link;

import java.time.Duration;

/**
 * What is done to the bytes of one direction. TCP's contract is kept: on a connection that lives on, no byte is lost, changed or
 * reordered, but for {@code raftDropped}, {@code raftDoubled} (whole Raft messages) and {@code flipped} (SEMANTICS.md 6).
 *
 * @param cut nothing is read any more
 * @param delay added to every chunk
 * @param jitter standard deviation of the delay; order is kept all the same
 * @param bytesPerSecond most that goes through; 0 for no limit
 * @param loss probability, for each packet of 1,460 bytes, that it has to be sent again: a stall of 200 ms, doubled each time
 * @param raftDropped probability that a message on {@code $NRG.>} between servers is left out
 * @param raftDoubled probability that a message on {@code $NRG.>} between servers is sent twice
 * @param flipped probability, for each chunk, that one of its bits is flipped; NATS promises nothing then
 */
public record LinkPolicy(
        boolean cut,
        Duration delay,
        Duration jitter,
        long bytesPerSecond,
        double loss,
        double raftDropped,
        double raftDoubled,
        double flipped) {
    /** As if there were nothing in between. */
    public static final LinkPolicy CLEAR = new LinkPolicy(false, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, 0);

    /** Nothing goes through. */
    public static final LinkPolicy CUT = new LinkPolicy(true, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, 0);

    /** Late by so much, give or take. */
    public static LinkPolicy slow(Duration delay, Duration jitter) {
        return new LinkPolicy(false, delay, jitter, 0, 0, 0, 0, 0);
    }

    /** Loses packets. */
    public static LinkPolicy lossy(double loss) {
        return new LinkPolicy(false, Duration.ZERO, Duration.ZERO, 0, loss, 0, 0, 0);
    }

    /** Narrow. */
    public static LinkPolicy limited(long bytesPerSecond) {
        return new LinkPolicy(false, Duration.ZERO, Duration.ZERO, bytesPerSecond, 0, 0, 0, 0);
    }

    /** Leaves out and doubles Raft messages. */
    public static LinkPolicy raft(double dropped, double doubled) {
        return new LinkPolicy(false, Duration.ZERO, Duration.ZERO, 0, 0, dropped, doubled, 0);
    }

    /** Flips bits. */
    public static LinkPolicy broken(double flipped) {
        return new LinkPolicy(false, Duration.ZERO, Duration.ZERO, 0, 0, 0, 0, flipped);
    }
}
