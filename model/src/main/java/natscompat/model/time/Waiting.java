package natscompat.model.time;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The one class that waits. Every wait has a name, a limit, and says what it last saw. Interrupting a waiting thread
 * ends the wait with {@link Interrupted} and keeps the interrupt flag set. Stateless and thread-safe.
 */
public final class Waiting {
    private Waiting() {}

    /**
     * One look at the thing waited for.
     *
     * @param value the value, once it is there
     * @param seen what was seen, for the message when time runs out
     */
    public record Look<T>(Optional<T> value, String seen) {
        /** It is there. */
        public static <T> Look<T> there(T value) {
            return new Look<>(Optional.of(value), "there");
        }

        /** Not yet; this is what was seen instead. */
        public static <T> Look<T> notYet(String seen) {
            return new Look<>(Optional.empty(), seen);
        }
    }

    /** A wait that ran out of time. */
    public static final class TimedOut extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String lastSeen;

        TimedOut(String name, Duration limit, String lastSeen) {
            super("waited " + limit.toMillis() + " ms for " + name + "; last saw: " + lastSeen);
            this.lastSeen = lastSeen;
        }

        /** What the last look saw. */
        public String lastSeen() {
            return lastSeen;
        }
    }

    /** A wait that was interrupted because its owner is stopping. */
    public static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted(String name) {
            super("interrupted while waiting for " + name);
        }
    }

    /**
     * Looks every {@code poll} until the value is there.
     *
     * @param name what is waited for, as a noun phrase
     * @throws TimedOut when {@code limit} is over, with what was last seen
     * @throws Interrupted when the thread is interrupted
     */
    public static <T> T until(String name, Duration limit, Duration poll, Supplier<Look<T>> look) {
        return until(name, limit, System.nanoTime() + limit.toNanos(), poll, look);
    }

    private static <T> T until(String name, Duration limit, long deadline, Duration poll, Supplier<Look<T>> look) {
        while (true) {
            Look<T> seen = look.get();
            if (seen.value().isPresent()) {
                return seen.value().get();
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new TimedOut(name, limit, seen.seen());
            }
            pause(name, untilNextLook(poll, deadline));
        }
    }

    /**
     * As {@link #until}, but an interrupt does not end it: the thread is interrupted again afterwards. For what is owed
     * however a thread is told to end, such as deleting what it made.
     *
     * @throws TimedOut when {@code limit} is over, with what was last seen
     */
    public static <T> T untilDespiteInterrupts(String name, Duration limit, Duration poll, Supplier<Look<T>> look) {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return until(name, limit, deadline, poll, look);
                } catch (Interrupted e) {
                    interrupted = Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Waits until the condition holds or the limit is over.
     *
     * @return whether it came to hold
     */
    public static boolean reached(String name, Duration limit, Duration poll, BooleanSupplier condition) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            pause(name, untilNextLook(poll, deadline));
        }
        return true;
    }

    /** The last look comes when the limit is over, not up to a poll later. */
    private static Duration untilNextLook(Duration poll, long deadline) {
        long left = Math.max(1, deadline - System.nanoTime());
        return poll.toNanos() <= left ? poll : Duration.ofNanos(left);
    }

    /** Lets a named time pass. A zero or negative time passes at once. */
    public static void pause(String name, Duration time) {
        try {
            if (time.isPositive()) {
                Thread.sleep(time);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted(name);
        }
    }
}
