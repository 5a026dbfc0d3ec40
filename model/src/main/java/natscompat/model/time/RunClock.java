package natscompat.model.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The one monotonic clock of a runner process: nanoseconds since it was started, with the wall time of its origin.
 * Thread-safe.
 */
public final class RunClock {
    private final long origin = System.nanoTime();
    private final Instant wallOrigin = Instant.now();

    /** Nanoseconds since this clock was made; never goes back. */
    public long nanos() {
        return System.nanoTime() - origin;
    }

    /** Time since this clock was made. */
    public Duration elapsed() {
        return Duration.ofNanos(nanos());
    }

    /** The wall time of nanosecond 0. */
    public Instant origin() {
        return wallOrigin;
    }

    /** The wall time that belongs to a time of this clock. */
    public Instant wallAt(long nanos) {
        return wallOrigin.plusNanos(nanos);
    }
}
