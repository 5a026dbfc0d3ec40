package natscompat.workloads.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads that work together: the first of them that breaks tells the others to end, and what broke it is thrown
 * where they are awaited. Thread-safe.
 */
public final class Crew {
    private static final Duration POLL = Duration.ofMillis(20);

    private final String name;
    private final AtomicInteger working = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> broken = new AtomicReference<>();

    /** A crew without members yet. */
    public Crew(String name) {
        this.name = name;
    }

    /** Starts a member. */
    public void start(String member, Runnable work) {
        working.incrementAndGet();
        Thread.ofVirtual().name(name + "-" + member).start(() -> {
            try {
                guard(work);
            } finally {
                working.decrementAndGet();
            }
        });
    }

    /** Runs work in the caller's thread (a callback of a library that would swallow what it throws). */
    public void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            broken.compareAndSet(null, e);
        }
    }

    /** Whether a member broke: the others should end. */
    public boolean broken() {
        return broken.get() != null;
    }

    /** Members at work. */
    public int working() {
        return working.get();
    }

    /**
     * Waits until every member has ended.
     *
     * @throws RuntimeException what the first one broke on, or our own failure when they do not end in time
     */
    public void awaitAll(Duration limit) {
        boolean ended = Waiting.reached("the end of " + name, limit, POLL, () -> working.get() == 0);
        rethrow();
        if (!ended) {
            throw Failure.bug("end " + name, working.get() + " of its threads still run after " + limit.toSeconds() + " s",
                    "Take a thread dump and report it.");
        }
    }

    /** Throws what a member broke on, if one did. */
    public void rethrow() {
        Throwable cause = broken.get();
        switch (cause) {
            case null -> {}
            case FailureException failure -> throw failure;
            case Waiting.Interrupted interrupted -> throw interrupted;
            default -> throw Failure.bug("run " + name, String.valueOf(cause), "Report it with the run folder.")
                    .causedBy(cause);
        }
    }
}
