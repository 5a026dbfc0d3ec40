package natscompat.deployer.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import natscompat.generator.NatsConf;
import natscompat.model.history.Event;
import natscompat.model.plan.StopStyle;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Signal;

/**
 * Stops servers the way it was asked, and less and less kindly when that takes too long (SEMANTICS.md 4).
 *
 * @param spec of their cluster
 * @param limits how long each way of asking may take
 */
public record Stopper(ClusterSpec spec, Limits limits) {
    /**
     * How long to wait for the end after each signal.
     *
     * @param term SIGTERM ends a server within 0.3 s as measured; one that needs much longer hangs
     * @param lameDuck its own limit and 5 s; a server in lame duck ignores SIGTERM
     * @param interrupt SIGINT
     * @param kill SIGKILL
     */
    public record Limits(Duration term, Duration lameDuck, Duration interrupt, Duration kill) {
        /** As measured. */
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(20),
                Duration.ofSeconds(NatsConf.LAME_DUCK_SECONDS + 5L), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /** Returns when the process is gone and its end is recorded. A server that does not run is left as it is. */
    public void stop(Managed server, StopStyle style) {
        if (!server.running()) {
            server.awaitExit(limits.kill());
            return;
        }
        Duration limit = switch (style) {
            case SIGTERM -> {
                tell(server, Signal.TERM);
                yield limits.term();
            }
            case LAME_DUCK -> {
                tell(server, Signal.USR2);
                yield limits.lameDuck();
            }
        };
        if (server.awaitExit(limit)) {
            return;
        }
        note(server, "did not end within " + limit.toMillis() + " ms of " + style + ": SIGINT");
        tell(server, Signal.INT);
        if (server.awaitExit(limits.interrupt())) {
            return;
        }
        note(server, "did not end within " + limits.interrupt().toMillis() + " ms of SIGINT: SIGKILL");
        tell(server, Signal.KILL);
        server.awaitExit(limits.kill());
    }

    /** Stops all at the same time by SIGTERM. */
    public void stopAll(List<? extends Managed> servers) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            servers.forEach(server -> each.execute(() -> stop(server, StopStyle.SIGTERM)));
        }
    }

    private static void tell(Managed server, Signal signal) {
        server.life().filter(Lived::alive).ifPresent(life -> server.signal(signal));
    }

    private void note(Managed server, String what) {
        spec.emit(at -> new Event.Note(at, server.name() + " " + what));
    }
}
