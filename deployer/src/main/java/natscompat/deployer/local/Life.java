package natscompat.deployer.local;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.deployer.server.Lived;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;

/**
 * One life of a server: from the start of its process to its end.
 *
 * @param process its process
 * @param number counts the starts of the server, from 1
 * @param release what it was started as
 * @param told whether we ended it
 * @param proven completes with its server id once it has answered and proved to be what was started; with a
 *     {@link FailureException} when it is something else or ends before that
 * @param ended completes with its exit status after the end was recorded
 */
record Life(
        Process process,
        int number,
        BuiltRelease release,
        AtomicBoolean told,
        CompletableFuture<String> proven,
        CompletableFuture<Integer> ended)
        implements Lived {
    private static final Duration POLL = Duration.ofMillis(5);

    static Life of(Process process, int number, BuiltRelease release) {
        return new Life(process, number, release, new AtomicBoolean(), new CompletableFuture<>(),
                new CompletableFuture<>());
    }

    long pid() {
        return process.pid();
    }
    @Override
    public boolean alive() {
        return process.isAlive();
    }

    @Override
    public Optional<String> serverId() {
        return proven.isDone() && !proven.isCompletedExceptionally() ? Optional.of(proven.join()) : Optional.empty();
    }

    @Override
    public Optional<FailureException> refuted() {
        if (!proven.isCompletedExceptionally()) {
            return Optional.empty();
        }
        return proven.exceptionNow() instanceof FailureException failure ? Optional.of(failure) : Optional.empty();
    }

    @Override
    public void end() {
        told.set(true);
        process.destroyForcibly();
    }

    /** Whether its end was recorded within the limit. */
    boolean awaitEnd(Duration limit) {
        return Waiting.reached("the end of process " + pid(), limit, POLL, ended::isDone);
    }
}
