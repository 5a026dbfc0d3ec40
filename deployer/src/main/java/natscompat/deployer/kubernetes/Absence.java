package natscompat.deployer.kubernetes;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a server has been away in the eyes of those who wait for it. However many wait, the time counts once. Thread-safe.
 */
final class Absence {
    private int waiting;
    private long since;
    private long nanos;

    /**
     * Somebody begins to wait.
     *
     * @return whether nobody did before
     */
    synchronized boolean begins() {
        boolean first = waiting == 0;
        if (first) {
            since = System.nanoTime();
        }
        waiting++;
        return first;
    }

    /**
     * Somebody waits no more, whatever came of it.
     *
     * @return how long it was, when nobody waits now
     */
    synchronized Optional<Duration> ends() {
        waiting--;
        if (waiting > 0) {
            return Optional.empty();
        }
        long took = System.nanoTime() - since;
        nanos += took;
        return Optional.of(Duration.ofNanos(took));
    }

    /** All of it, with the time that is just being waited. */
    synchronized Duration sofar() {
        return Duration.ofNanos(waiting == 0 ? nanos : nanos + System.nanoTime() - since);
    }
}
