package natscompat.deployer.link;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Rings to borrow: a connection whose bytes go straight through needs none, so ten thousand of them cost no memory. Used
 * by one thread.
 */
final class Rings {
    /** For what a receiver did not take at once. */
    private static final int SMALL = 64 << 10;
    /** For what is late: 10 MB/s at 100 ms. */
    private static final int LARGE = 1 << 20;

    private static final int KEPT = 64;

    private final Deque<Ring> small = new ArrayDeque<>();
    private final Deque<Ring> large = new ArrayDeque<>();

    Ring borrow(boolean late) {
        Ring ring = late ? large.poll() : small.poll();
        return ring != null ? ring : new Ring(late ? LARGE : SMALL);
    }

    /** Takes an empty ring back. */
    void giveBack(Ring ring) {
        Deque<Ring> pool = ring.capacity() == LARGE ? large : small;
        if (ring.size() == 0 && pool.size() < KEPT) {
            pool.push(ring);
        }
    }
}
