package natscompat.deployer.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rings to borrow, no larger than what they have to hold: a connection whose bytes go straight through needs none, so ten
 * thousand of them cost no memory. Used by one thread.
 */
final class Rings {
    /** The largest one: 10 MB/s that are late by 100 ms. */
    static final int MOST = 1 << 20;

    private static final int LEAST = 64 << 10;
    /** Each size is four times the one before. */
    private static final int STEP = 2;
    /** What is kept for the next one who borrows, of all sizes together: a sidecar has 14 MiB. */
    private static final int KEPT = 4 << 20;

    private final List<Deque<Ring>> pools = new ArrayList<>();
    private int kept;

    Rings() {
        for (int size = LEAST; size <= MOST; size <<= STEP) {
            pools.add(new ArrayDeque<>());
        }
    }

    /**
     * A ring with what this one holds and room for so many bytes besides: this one, if it has it.
     *
     * @param now borrowed earlier; null for none
     */
    Ring withRoom(@Nullable Ring now, int more) {
        if (now == null) {
            return borrow(more);
        }
        if (now.free() >= more) {
            return now;
        }
        Ring larger = borrow(now.size() + more);
        now.moveTo(larger);
        giveBack(now);
        return larger;
    }

    private Ring borrow(int bytes) {
        int index = index(bytes);
        Ring ring = pools.get(index).poll();
        if (ring == null) {
            return new Ring(LEAST << (STEP * index));
        }
        kept -= ring.capacity();
        return ring;
    }

    private static int index(int bytes) {
        int index = 0;
        while (LEAST << (STEP * index) < bytes) {
            index++;
        }
        return index;
    }

    /** Takes an empty ring back. */
    void giveBack(Ring ring) {
        Deque<Ring> pool = pools.get(index(ring.capacity()));
        if (ring.size() == 0 && kept + ring.capacity() <= KEPT) {
            pool.push(ring);
            kept += ring.capacity();
        }
    }
}
