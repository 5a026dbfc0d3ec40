package natscompat.qualification;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Tells what comes a second time within a while, and forgets what is older: an advisory comes once through every server
 * within moments, and a cell of hours sees millions. Holds an id for at least the while that it is made with, and what came
 * within two of them at most. Thread-safe.
 */
final class RecentIds {
    private final LongSupplier nanos;
    private final long kept;
    private Set<String> now = new HashSet<>();
    private Set<String> before = new HashSet<>();
    private long began;

    /**
     * Nothing seen yet.
     *
     * @param nanos the time, in ns of any beginning
     */
    RecentIds(Duration kept, LongSupplier nanos) {
        this.kept = kept.toNanos();
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** Whether this id was not seen lately. */
    synchronized boolean add(String id) {
        long time = nanos.getAsLong();
        if (time - began >= kept) {
            before = time - began >= 2 * kept ? new HashSet<>() : now;
            now = new HashSet<>();
            began = time;
        }
        return !before.contains(id) && now.add(id);
    }

    /** How many it holds. */
    synchronized int size() {
        return before.size() + now.size();
    }
}
