package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.model.history.Event;
import natscompat.model.time.Waiting;
import natscompat.platform.ClusterSpec;

/**
 * Asks every sidecar once a second whether its server got to run: what the runner measures of servers on its own machine,
 * it cannot see here (SEMANTICS.md 3).
 */
final class PodStalls implements AutoCloseable {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final ClusterSpec spec;

    /** Begins to ask. */
    PodStalls(ClusterSpec spec, List<KubernetesServer> servers) {
        this.spec = spec;
        servers.forEach(server -> Thread.ofVirtual().name("stalls-" + server.name()).start(() -> follow(server)));
    }

    private void follow(KubernetesServer server) {
        try {
            while (!closed.get()) {
                server.life().filter(PodLife::alive).ifPresent(life -> ask(server, life));
                Waiting.pause("the next look at run queues", SECOND);
            }
        } catch (Waiting.Interrupted e) {
            // The process ends.
        }
    }

    private void ask(KubernetesServer server, PodLife life) {
        try {
            Duration starved = life.pod().sidecar().starved(life.process());
            if (starved.isPositive()) {
                spec.emit(at -> new Event.Stall(at, "server:" + server.name(), starved.toMillis(),
                        "a thread of it waited that long for a processor within a second"));
            }
        } catch (IOException e) {
            // It ends, or its sidecar does not answer: others tell of that.
        }
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
