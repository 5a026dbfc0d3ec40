package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import org.junit.jupiter.api.Test;

/** Runs in every state in which somebody may have been killed, as an API server tells of them. */
class ActiveRunsTest {
    private static final List<String> JOBS = List.of(
            object("nc-lives-head", "lives", ""),
            object("nc-over-head", "over", condition("Complete", "CompletionsReached")),
            object("nc-given-up-head", "given-up", condition("Failed", "BackoffLimitExceeded")),
            object("nc-unbegun-head", "unbegun", condition("Failed", "PodFailurePolicy")),
            object("nc-rerun-head", "rerun", condition("Failed", "PodFailurePolicy")),
            object("nc-rerun-cells", "rerun", ""));
    private static final List<String> CLAIMS = List.of(
            object("nc-lives", "lives", ""), object("nc-headless", "headless", ""), object("nc-unbegun", "unbegun", ""));
    private static final List<String> SECRETS = List.of(
            object("nc-headless-token", "headless", ""), object("nc-half-gone-token", "half-gone", ""), object("nats", "", ""));

    @Test
    void whatIsThereOfARunSaysHowFarItCame() throws IOException {
        try (FakeApiServer fake = new FakeApiServer(exchange -> answer(exchange.getRequestURI().getPath()));
                ApiServer api = fake.open(Duration.ofMillis(300))) {
            ActiveRuns runs = new ActiveRuns(api);

            assertThat(runs.find()).containsOnly(
                    Map.entry("lives", "job/nc-lives-head"),
                    Map.entry("over", "job/nc-over-head, which has ended"),
                    Map.entry("given-up", "job/nc-given-up-head, which has ended"),
                    Map.entry("rerun", "job/nc-rerun-head, which has ended"));
            assertThat(runs.unbegun()).containsExactly("unbegun");
            assertThat(runs.remains()).containsOnly(
                    Map.entry("headless", "persistentvolumeclaim/nc-headless and 1 more"),
                    Map.entry("half-gone", "secret/nc-half-gone-token"));
        }
    }

    private static Answer answer(String path) {
        List<String> items = switch (path.replaceFirst(".*/namespaces/qualify/", "")) {
            case "jobs" -> JOBS;
            case "persistentvolumeclaims" -> CLAIMS;
            case "secrets" -> SECRETS;
            default -> List.of();
        };
        return Answer.ok("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[" + String.join(",", items) + "]}");
    }

    private static String object(String name, String run, String conditions) {
        return "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"qualify\","
                + "\"uid\":\"u\",\"labels\":{\"app.kubernetes.io/managed-by\":\"nats-compat\""
                + (run.isEmpty() ? "" : ",\"nats-compat.io/run\":\"" + run + "\"")
                + "}},\"status\":{\"conditions\":[" + conditions + "]}}";
    }

    private static String condition(String type, String reason) {
        return "{\"type\":\"" + type + "\",\"status\":\"True\",\"reason\":\"" + reason + "\"}";
    }
}
