package natscompat.mayhem.fault;

import java.io.IOException;
import java.time.Duration;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/** The silence of a server that was paused, told from that of one that is busy. Stateless. */
public final class Silence {
    private static final Duration ASK = Duration.ofMillis(300);
    /** Longest time that it is waited for. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    private Silence() {}

    /**
     * Waits until its process exists, does not answer, and is stopped for the kernel where that can be seen from here.
     *
     * @return what was seen
     * @throws IllegalStateException when that does not come within 5 s
     */
    public static String await(Server server) {
        return await(server, LIMIT);
    }

    static String await(Server server, Duration limit) {
        if (!Waiting.reached("silence of " + server.name(), limit, Duration.ZERO, () -> stopped(server) && silent(server))) {
            throw new IllegalStateException(server.name() + (stopped(server) ? " still answers" : " is not stopped"));
        }
        return server.name() + (server.stopped().isPresent() ? " is stopped and silent" : " exists and is silent");
    }

    private static boolean stopped(Server server) {
        return server.stopped().orElse(true);
    }

    private static boolean silent(Server server) {
        try {
            server.monitor("varz", ASK);
            return false;
        } catch (IOException e) {
            return server.running();
        }
    }
}
