package natscompat.deployer.kubernetes.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import natscompat.model.time.Waiting;

/**
 * With which status a server's process ended. Only the kubelet knows, and it tells a second or two later.
 *
 * @param view of the server's pod now
 */
record ExitStatus(Supplier<Optional<PodView>> view) {
    /** 128 + SIGKILL. */
    private static final int KILLED = 137;
    private static final int UNKNOWN = -1;
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(20);

    /** The status of an ended life; -1 when the pod went before the kubelet told of it. */
    int of(PodLife life) {
        if (life.killed().get()) {
            return KILLED;
        }
        AtomicInteger status = new AtomicInteger(UNKNOWN);
        Waiting.reached("the exit status of " + life.process().pid(), LIMIT, POLL, () -> {
            Optional<PodView> now = view.get().filter(pod -> pod.uid().equals(life.pod().uid()));
            now.flatMap(pod -> pod.exit(life.container())).ifPresent(status::set);
            return now.isEmpty() || status.get() != UNKNOWN;
        });
        return status.get();
    }
}
