package natscompat.deployer.kubernetes;

import java.time.Duration;

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
     * @return whether nobody does now
     */
    synchronized boolean ends() {
        waiting--;
        if (waiting > 0) {
            return false;
        }
        nanos += System.nanoTime() - since;
        return true;
    }

    /** All of it, with the time that is just being waited. */
    synchronized Duration sofar() {
        return Duration.ofNanos(waiting == 0 ? nanos : nanos + System.nanoTime() - since);
    }
}
