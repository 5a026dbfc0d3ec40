package natscompat.mayhem;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import natscompat.model.history.Event;
import natscompat.model.time.RunClock;

/** Says when operations need not succeed: from the first reason to the last. Thread-safe. */
final class LivenessGate {
    private final Map<String, String> reasons = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Consumer<Event> events;
    private final RunClock clock;

    LivenessGate(Consumer<Event> events, RunClock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** From here on, because of this fault. */
    void suspend(String id, String why) {
        lock.lock();
        try {
            if (reasons.isEmpty()) {
                events.accept(new Event.Liveness(clock.nanos(), false, id + ": " + why));
            }
            reasons.put(id, why);
        } finally {
            lock.unlock();
        }
    }

    /** This fault is no longer a reason. */
    void resume(String id) {
        lock.lock();
        try {
            if (reasons.remove(id) != null && reasons.isEmpty()) {
                events.accept(new Event.Liveness(clock.nanos(), true, id + ": healed and healthy"));
            }
        } finally {
            lock.unlock();
        }
    }
}
