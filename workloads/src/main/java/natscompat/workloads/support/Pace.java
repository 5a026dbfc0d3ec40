package natscompat.workloads.support;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import natscompat.model.time.Waiting;

/**
 * When one client's next operation is due. What a stall made impossible is left out: at most one operation is made up
 * for, so a server that comes back is not met by a burst. Used by one thread.
 */
public final class Pace {
    private static final Duration SLICE = Duration.ofMillis(100);

    private final LongSupplier nanoTime;
    private final long interval;
    private long next;

    /**
     * So many operations a second.
     *
     * @param perSecond more than 0
     * @param phase from 0 to 1: which part of the interval passes before the first one, so that clients take turns
     * @param nanoTime a monotonic clock
     */
    public Pace(double perSecond, double phase, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.interval = (long) (1e9 / perSecond);
        this.next = nanoTime.getAsLong() + (long) (interval * phase);
    }

    /** Nanoseconds until the next operation is due; zero or less when it is. */
    long untilDue() {
        return next - nanoTime.getAsLong();
    }

    /** The one that was due begins now. */
    void taken() {
        next = Math.max(next + interval, nanoTime.getAsLong());
    }

    /**
     * Waits for the next turn.
     *
     * @return whether it came, instead of the stop
     */
    public boolean awaitTurn(BooleanSupplier stop) {
        while (!stop.getAsBoolean()) {
            long wait = untilDue();
            if (wait <= 0) {
                taken();
                return true;
            }
            Waiting.pause("the next operation's turn", Duration.ofNanos(Math.min(wait, SLICE.toNanos())));
        }
        return false;
    }
}
