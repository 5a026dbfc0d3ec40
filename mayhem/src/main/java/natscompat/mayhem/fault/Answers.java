package natscompat.mayhem.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/** What a server says of itself before a fault hits it; what was not said cannot be compared afterwards. Stateless. */
public final class Answers {
    private static final Duration ASK = Duration.ofSeconds(1);
    /** A server that comes up answers within this; the rest is for a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);

    private Answers() {}

    /**
     * A field of its varz.
     *
     * @throws NotPossible when it does not answer
     */
    public static String of(Server server, String field) {
        return of(server, field, LIMIT);
    }

    /**
     * Whether it has started JetStream and everything else. A server answers varz before, and one that cannot read its store ends
     * after that answer; until clients can connect, which comes last, healthz says so (nats-server, server.go: Start,
     * readyForConnections; the same words from 2.9 to 2.15).
     */
    public static boolean started(Server server) {
        try {
            return !server.monitor("healthz", ASK).path("error").asText().startsWith("failed to be ready for connections");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * The same within another time.
     *
     * @throws NotPossible when it does not answer
     */
    public static String of(Server server, String field, Duration limit) {
        AtomicReference<String> said = new AtomicReference<>("");
        AtomicReference<String> why = new AtomicReference<>("no " + field + " in varz");
        Waiting.reached(server.name() + " to say its " + field, limit, POLL, () -> {
            try {
                said.set(server.monitor("varz", ASK).path(field).asText());
            } catch (IOException e) {
                why.set(String.valueOf(e.getMessage()));
            }
            return !said.get().isEmpty();
        });
        if (said.get().isEmpty()) {
            throw new NotPossible(server.name() + " does not say its " + field + " now: " + why.get());
        }
        return said.get();
    }
}
