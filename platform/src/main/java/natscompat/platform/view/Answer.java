package natscompat.platform.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import natscompat.platform.Server;

/**
 * What one server said at one moment.
 *
 * @param server its name
 * @param ills what its healthz complains of; empty when it says ok, or was not asked
 * @param jsz its jsz document; missing when it did not answer
 * @param silence why it did not answer; empty when it did
 */
record Answer(String server, List<Illness> ills, JsonNode jsz, String silence) {
    /** Streams and consumers with their groups; no configurations, which make most of the document. */
    static final String JSZ = "jsz?accounts=1&streams=1&consumers=1";

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
            List<Illness> ills = health ? Illness.of(server.monitor(Illness.HEALTHZ, limit)) : List.of();
            return new Answer(server.name(), ills, jsz, "");
        } catch (IOException e) {
            return new Answer(server.name(), List.of(), MissingNode.getInstance(), String.valueOf(e.getMessage()));
        }
    }

    boolean silent() {
        return !silence.isEmpty();
    }

    /** Why it is not healthy, complaints about assets that do not matter left out; empty if nothing. */
    String trouble(Predicate<String> matters) {
        if (silent()) {
            return silence;
        }
        return ills.stream()
                .filter(ill -> ill.asset().isEmpty() || matters.test(ill.asset()))
                .findFirst()
                .map(Illness::text)
                .orElse("");
    }
}
