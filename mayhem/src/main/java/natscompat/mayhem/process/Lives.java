package natscompat.mayhem.process;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.Answers;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/**
 * The lives that some servers were in when this was made, told by the id that nats-server draws at each start
 * (varz {@code server_id}). Immutable.
 */
final class Lives {
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(50);
    /** A good stop takes 0.3 s as measured; the rest is for a busy machine. */
    static final Duration EXIT = Duration.ofSeconds(15);
    /** A start takes 0.1 to 2.4 s, 5 s with much to catch up (facts: nats.md 3); the rest is for a busy machine. */
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final Map<Server, String> before;

    private Lives(Map<Server, String> before) {
        this.before = before;
    }

    /**
     * The lives that they are in now. One that does not answer is asked again for a while: any later life would look new
     * beside a life that nobody knows.
     *
     * @throws NotPossible when one does not answer
     */
    static Lives of(List<Server> servers) {
        Map<Server, String> ids = new LinkedHashMap<>();
        servers.forEach(server -> ids.put(server, Answers.of(server, "server_id")));
        return new Lives(ids);
    }

    /** The same for servers that need not answer any more: each is to end, so that every answer is one of a new life. */
    static Lives ofDying(List<Server> servers) {
        Map<Server, String> ids = new LinkedHashMap<>();
        servers.forEach(server -> ids.put(server, id(server).orElse("")));
        return new Lives(ids);
    }

    /** Waits until every process is gone, at most 15 s for each. */
    String awaitGone() {
        before.keySet().forEach(server -> {
            if (!server.awaitExit(EXIT)) {
                throw new IllegalStateException(
                        "the process of " + server.name() + " still exists after " + EXIT.toSeconds() + " s");
            }
        });
        return "gone: " + names();
    }

    /** Waits until every server answers in a new life, at most 30 s for each. */
    String awaitNew(Collection<Server> servers) {
        return servers.stream()
                .map(server -> server.name() + " answers as " + awaitNew(server, before.getOrDefault(server, "")))
                .collect(Collectors.joining(", "));
    }

    private static String awaitNew(Server server, String old) {
        return Waiting.until("a new life of " + server.name(), ANSWER, POLL, () -> {
            Optional<String> now = id(server);
            return now.isPresent() && !now.get().equals(old)
                    ? Waiting.Look.there(now.get())
                    : Waiting.Look.notYet(now.map(same -> "still " + same).orElse("no answer"));
        });
    }

    /** Whether it answers in another life now. */
    boolean isNew(Server server) {
        return id(server).filter(now -> !now.equals(before.getOrDefault(server, ""))).isPresent();
    }

    /** Waits until every server answers in the life it was in, at most 30 s for each. */
    String awaitSame() {
        return awaitSame(before.keySet());
    }

    /** Waits until these servers answer in the life they were in, at most 30 s for each. */
    String awaitSame(Collection<Server> servers) {
        servers.forEach(server -> awaitSame(server, before.getOrDefault(server, "")));
        return servers.isEmpty() ? "" : "answers again: " + names(servers);
    }

    private static void awaitSame(Server server, String old) {
        Waiting.until(server.name() + " to answer again", ANSWER, POLL, () -> {
            Optional<String> now = id(server);
            return now.isPresent() && now.get().equals(old)
                    ? Waiting.Look.there(old)
                    : Waiting.Look.notYet(now.map(other -> "another life: " + other).orElse("no answer"));
        });
    }

    String names() {
        return names(before.keySet());
    }

    private static String names(Collection<Server> servers) {
        return servers.stream().map(Server::name).collect(Collectors.joining(" "));
    }

    private static Optional<String> id(Server server) {
        try {
            String id = server.monitor("varz", ASK).path("server_id").asText();
            return id.isEmpty() ? Optional.empty() : Optional.of(id);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
