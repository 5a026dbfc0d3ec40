package natscompat.platform.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import natscompat.platform.Server;

/**
 * What one server said at one moment.
 *
 * @param server its name
 * @param health empty when healthz says ok (or was not asked), else what it says
 * @param jsz its jsz document; missing when it did not answer
 * @param silence why it did not answer; empty when it did
 */
record Answer(String server, String health, JsonNode jsz, String silence) {
    /** Streams and consumers with their groups; no configurations, which make most of the document. */
    static final String JSZ = "jsz?accounts=1&streams=1&consumers=1";

    private static final String HEALTHZ = "healthz";

    /** Asks all servers at once. Comes back when each has answered or {@code limit} is over. */
    static List<Answer> all(List<Server> servers, boolean health, Duration limit) {
        Executor each = task -> Thread.ofVirtual().name("ask").start(task);
        List<CompletableFuture<Answer>> asked = servers.stream()
                .map(server -> CompletableFuture.supplyAsync(() -> of(server, health, limit), each))
                .toList();
        List<Answer> answers = new ArrayList<>();
        asked.forEach(answer -> answers.add(answer.join()));
        return List.copyOf(answers);
    }

    /** Asks one server. */
    static Answer of(Server server, boolean health, Duration limit) {
        try {
            JsonNode jsz = server.monitor(JSZ, limit);
            String ill = health ? illness(server.monitor(HEALTHZ, limit)) : "";
            return new Answer(server.name(), ill, jsz, "");
        } catch (IOException e) {
            return new Answer(server.name(), "", MissingNode.getInstance(), String.valueOf(e.getMessage()));
        }
    }

    static String illness(JsonNode healthz) {
        String status = healthz.path("status").asText("no status");
        return status.equals("ok") ? "" : healthz.path("error").asText(status);
    }

    boolean silent() {
        return !silence.isEmpty();
    }
}
