package natscompat.deployer.link;

import java.time.Duration;
import java.util.Random;
import natscompat.platform.link.LinkPolicy;

/** When a chunk of bytes may go on under a policy; never before the chunk ahead of it. Used by one thread. */
final class Lateness {
    /** The first retransmission time-out of Linux' TCP; it doubles with each further loss of the same packet. */
    private static final long RETRANSMISSION = Duration.ofMillis(200).toNanos();

    private static final int PACKET = 1460;
    private static final int MOST_LOSSES = 6;

    private final Random random;
    private Meter.Count counts = new Meter.Count();
    private long last;
    private long free;

    Lateness(Random random) {
        this.random = random;
    }

    /** Counts what it puts off there from here on. */
    void count(Meter.Count there) {
        counts = there;
    }

    /** Whether anything is late under it. */
    static boolean any(LinkPolicy policy) {
        return policy.delay().isPositive() || policy.jitter().isPositive() || policy.bytesPerSecond() > 0 || policy.loss() > 0;
    }

    /**
     * The time from which on a chunk that came now may go on.
     *
     * @param now nanoseconds
     * @param bytes of the chunk
     */
    long release(LinkPolicy policy, long now, int bytes) {
        long time = now;
        if (policy.bytesPerSecond() > 0) {
            free = Math.max(free, now) + (long) (bytes * 1e9 / policy.bytesPerSecond());
            time = free;
        }
        double spread = policy.jitter().toNanos() * random.nextGaussian();
        time += Math.max(0, policy.delay().toNanos() + (long) spread);
        time += lost(policy.loss(), bytes);
        last = Math.max(last, time);
        counts.late(last - now);
        return last;
    }

    private long lost(double loss, int bytes) {
        long stall = 0;
        if (loss > 0) {
            for (int packet = 0; packet * PACKET < bytes; packet++) {
                long wait = RETRANSMISSION;
                int losses = 0;
                while (losses < MOST_LOSSES && random.nextDouble() < loss) {
                    stall += wait;
                    wait *= 2;
                    losses++;
                }
                counts.lost(losses);
            }
        }
        return stall;
    }

    /** Forgets what was ahead: the policy has changed. */
    void reset() {
        last = 0;
        free = 0;
    }
}
