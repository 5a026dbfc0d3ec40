package natscompat.workloads.support;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import natscompat.model.time.Waiting;
import natscompat.workloads.record.Call;
import natscompat.workloads.record.Deed;
import natscompat.workloads.record.Invocation;

/**
 * How long an operation is tried again. The longest is 60 s, half of the duplicate window (SEMANTICS.md 1): after that a
 * message id no longer protects a retry. Once the workload stops, 5 s more. Thread-safe.
 */
public final class Patience {
    /** Longest time from the first attempt of an operation to the begin of its last one. */
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration AFTER_STOP = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(250);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Duration longest;
    private final Supplier<Duration> leftAfterStop;
    private final LongSupplier nanoTime;

    private Patience(Duration longest, Supplier<Duration> leftAfterStop, LongSupplier nanoTime) {
        this.longest = longest;
        this.leftAfterStop = leftAfterStop;
        this.nanoTime = nanoTime;
    }

    /** For operations of the load. */
    public static Patience until(Stopping stopping, LongSupplier nanoTime) {
        return new Patience(LONGEST, () -> stopping.now() ? AFTER_STOP.minus(stopping.lasting()) : LONGEST, nanoTime);
    }

    /** For what is done before and after the load: 60 s, whatever the stop says. */
    public static Patience always(LongSupplier nanoTime) {
        return upTo(LONGEST, nanoTime);
    }

    /** For what is done before and after the load and may not take as long; whatever the stop says. */
    public static Patience upTo(Duration limit, LongSupplier nanoTime) {
        return new Patience(limit, () -> limit, nanoTime);
    }

    /** What is left of it for something that began then. */
    Duration left(long began) {
        Duration ofLongest = longest.minusNanos(nanoTime.getAsLong() - began);
        Duration ofStop = leftAfterStop.get();
        return ofLongest.compareTo(ofStop) < 0 ? ofLongest : ofStop;
    }

    /** How long one attempt may take now. */
    public Duration attempt(long began) {
        Duration left = left(began);
        Duration longest = left.compareTo(ATTEMPT) < 0 ? left : ATTEMPT;
        return longest.compareTo(SHORTEST_ATTEMPT) < 0 ? SHORTEST_ATTEMPT : longest;
    }

    /**
     * Tries an operation again and again until it is ok or patience is over; waits for the connection between attempts.
     * The caller completes the operation.
     */
    public <T> Optional<T> untilOk(Client client, Invocation operation, Deed deed, Call<T> call) {
        return untilOk(client, operation, deed, () -> false, call);
    }

    /** Like {@link #untilOk(Client, Invocation, Deed, Call)}; after a failed attempt {@code hopeless} ends it. */
    public <T> Optional<T> untilOk(
            Client client, Invocation operation, Deed deed, BooleanSupplier hopeless, Call<T> call) {
        long began = nanoTime.getAsLong();
        Duration pause = FIRST_PAUSE;
        while (true) {
            Optional<T> answer = operation.attempt(deed, attempt(began), call);
            if (answer.isPresent()) {
                return answer;
            }
            Duration left = left(began);
            if (hopeless.getAsBoolean() || left.compareTo(pause) <= 0) {
                return Optional.empty();
            }
            Waiting.pause("another attempt", pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            if (!Waiting.reached("a connection to " + client.server(), left(began), POLL,
                    () -> client.connected() || !left(began).isPositive()) || !left(began).isPositive()) {
                return Optional.empty();
            }
        }
    }
}
