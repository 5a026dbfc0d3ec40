package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.deployer.server.Lived;
import natscompat.deployer.sidecar.Sight;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;

/**
 * One life of a server in a pod: from when it was let start to the end of its process.
 *
 * @param pod it is in
 * @param container the number of its container in that pod, from 0
 * @param process as the sidecar sees it
 * @param number counts the starts of the server, from 1
 * @param release what it was started as
 * @param told whether we ended it
 * @param killed whether by SIGKILL
 * @param gone whether its process is known to be gone
 * @param proven completes with its server id once it has answered and proved to be what was started; with a
 *     {@link FailureException} when it is something else or ends before that
 * @param ended completes with its exit status after the end was recorded
 */
record PodLife(
        ServerPod pod,
        int container,
        Sight process,
        int number,
        BuiltRelease release,
        AtomicBoolean told,
        AtomicBoolean killed,
        AtomicBoolean gone,
        CompletableFuture<String> proven,
        CompletableFuture<Integer> ended)
        implements Lived {
    private static final Duration POLL = Duration.ofMillis(5);

    static PodLife of(ServerPod pod, Sight process, int number, BuiltRelease release) {
        return new PodLife(pod, pod.ends(), process, number, release, new AtomicBoolean(), new AtomicBoolean(),
                new AtomicBoolean(), new CompletableFuture<>(), new CompletableFuture<>());
    }

    @Override
    public boolean alive() {
        return !gone.get();
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
        try {
            signal(Signal.KILL);
        } catch (IOException e) {
            // It is gone, or its pod is: that is heard of elsewhere.
        }
    }

    /** Sends a signal to this process and no other. An exit that follows counts as told where the signal ends processes. */
    void signal(Signal signal) throws IOException {
        switch (signal) {
            case KILL -> {
                killed.set(true);
                told.set(true);
            }
            case TERM, INT, USR2 -> told.set(true);
            case STOP, CONT, HUP -> {}
        }
        pod.sidecar().signal(signal, process);
    }

    /** Whether its end was recorded within the limit. */
    boolean awaitEnd(Duration limit) {
        return Waiting.reached("the end of process " + process.pid(), limit, POLL, ended::isDone);
    }
}
