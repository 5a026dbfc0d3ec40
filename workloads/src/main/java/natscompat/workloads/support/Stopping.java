package natscompat.workloads.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Whether the workload is to stop, and for how long that has been known. Thread-safe. */
public final class Stopping {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final BooleanSupplier flag;
    private final LongSupplier nanoTime;
    private final AtomicLong since = new AtomicLong(UNKNOWN);

    /**
     * Watches a flag.
     *
     * @param nanoTime a monotonic clock
     */
    public Stopping(BooleanSupplier flag, LongSupplier nanoTime) {
        this.flag = flag;
        this.nanoTime = nanoTime;
    }

    /** Whether to stop. */
    public boolean now() {
        if (since.get() != UNKNOWN) {
            return true;
        }
        if (!flag.getAsBoolean()) {
            return false;
        }
        since.compareAndSet(UNKNOWN, nanoTime.getAsLong());
        return true;
    }

    /** How long it has been known; zero while the workload goes on. */
    public Duration lasting() {
        return now() ? Duration.ofNanos(nanoTime.getAsLong() - since.get()) : Duration.ZERO;
    }
}
