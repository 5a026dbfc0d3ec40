package natscompat.deployer.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import natscompat.generator.NatsConf;
import natscompat.model.history.Event;
import natscompat.model.plan.StopStyle;
import natscompat.platform.Signal;

/**
 * Stops servers the way it was asked, and less and less kindly when that takes too long (SEMANTICS.md 4).
 *
 * @param context of the cluster
 */
record Stopper(ClusterContext context) {
    /** SIGTERM ends a server within 0.3 s as measured; one that needs this long hangs. */
    private static final Duration TERM_LIMIT = Duration.ofSeconds(20);
    /** Its own limit and 5 s; a server in lame duck ignores SIGTERM. */
    private static final Duration LAME_DUCK_LIMIT = Duration.ofSeconds(NatsConf.LAME_DUCK_SECONDS + 5L);

    private static final Duration INT_LIMIT = Duration.ofSeconds(5);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    /** Returns when the process is gone and its end is recorded. A server that does not run is left as it is. */
    void stop(LocalServer server, StopStyle style) {
        if (!server.running()) {
            server.awaitExit(KILL_LIMIT);
            return;
        }
        Duration limit = switch (style) {
            case SIGTERM -> {
                tell(server, Signal.TERM);
                yield TERM_LIMIT;
            }
            case LAME_DUCK -> {
                tell(server, Signal.USR2);
                yield LAME_DUCK_LIMIT;
            }
        };
        if (server.awaitExit(limit)) {
            return;
        }
        note(server, "did not end within " + limit.toSeconds() + " s of " + style + ": SIGINT");
        tell(server, Signal.INT);
        if (server.awaitExit(INT_LIMIT)) {
            return;
        }
        note(server, "did not end within " + INT_LIMIT.toSeconds() + " s of SIGINT: SIGKILL");
        tell(server, Signal.KILL);
        server.awaitExit(KILL_LIMIT);
    }

    /** Stops all at the same time by SIGTERM. */
    void stopAll(List<LocalServer> servers) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            servers.forEach(server -> each.execute(() -> stop(server, StopStyle.SIGTERM)));
        }
    }

    private static void tell(LocalServer server, Signal signal) {
        server.life().filter(Life::alive).ifPresent(life -> server.signal(signal));
    }

    private void note(LocalServer server, String what) {
        context.emit(at -> new Event.Note(at, server.name() + " " + what));
    }
}
