package natscompat.deployer.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;
import natscompat.platform.Server;

/** Keeps what running servers say on their monitoring endpoints, one file an endpoint. Stateless. */
public final class Dump {
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** File name to question. raftz is there from 2.10.17 on (facts/nats.md 2.5); what a version lacks is left out. */
    private static final Map<String, String> ENDPOINTS = Map.ofEntries(
            Map.entry("varz", "varz"),
            Map.entry("jsz", "jsz?accounts=1&streams=1&consumers=1&config=1&raft=1"),
            Map.entry("routez", "routez?subs=0"),
            Map.entry("connz", "connz?subs=1&auth=1&state=any"),
            Map.entry("healthz", "healthz"),
            Map.entry("raftz-system", "raftz?acc=$SYS"),
            Map.entry("raftz-work", "raftz?acc=" + natscompat.generator.NatsConf.ACCOUNT),
            Map.entry("accountz", "accountz"),
            Map.entry("accstatz", "accstatz?unused=1"),
            Map.entry("subsz", "subsz"),
            Map.entry("gatewayz", "gatewayz"),
            Map.entry("leafz", "leafz"),
            Map.entry("ipqueuesz", "ipqueuesz"));

    private Dump() {}

    /** Asks every running server and waits for all answers, kept beside its log. One that does not answer leaves no file. */
    public static void of(List<? extends Server> servers, String label) {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Server server : servers) {
                if (server.running()) {
                    Path folder = Files.createDirectories(server.log().resolveSibling(label));
                    each.execute(() -> ENDPOINTS.forEach((name, question) -> keep(server, question, folder.resolve(name + ".json"))));
                }
            }
        } catch (IOException e) {
            throw Failure.environment("keep the endpoints of the servers", String.valueOf(e), "Is the disk full?")
                    .causedBy(e);
        }
    }

    private static void keep(Server server, String question, Path file) {
        try {
            JsonNode answer = server.monitor(question, ANSWER);
            Files.writeString(file, Json.pretty(answer));
        } catch (IOException e) {
            // Not there in this version, or the server is frozen or just going down: then there is nothing to keep.
        }
    }
}
