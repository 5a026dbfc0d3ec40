package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import natscompat.deployer.kubernetes.platform.KubernetesPlatform;
import natscompat.deployer.kubernetes.platform.KubernetesSettings;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Mix;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.RunClock;
import natscompat.platform.ClusterSpec;
import org.junit.jupiter.api.Test;

/** A namespace whose quota has room for all that servers need, but for no Secret. */
class HalfMadeClusterTest {
    private static final String OF_NAMESPACE = "/namespaces/qualify/";
    private static final Map<String, String> KINDS = Map.of("services", "Service", "configmaps", "ConfigMap",
            "serviceaccounts", "ServiceAccount", "networkpolicies", "NetworkPolicy", "poddisruptionbudgets", "PodDisruptionBudget");

    private final List<String> made = new CopyOnWriteArrayList<>();
    private final List<String> deleted = new CopyOnWriteArrayList<>();

    @Test
    void leavesNothing() throws IOException {
        try (FakeApiServer fake = new FakeApiServer(this::answer);
                ApiServer api = fake.open(Duration.ofMillis(300));
                KubernetesPlatform platform = new KubernetesPlatform(api,
                        KubernetesSettings.of(Map.of("v2.14.5", "r/n@sha256:" + "0".repeat(64)), "r/t@sha256:0", Map.of()),
                        note -> {})) {
            BuiltRelease release = new BuiltRelease(
                    new ResolvedRelease("v2.14.5", ServerVersion.of("v2.14.5"), ReleaseSource.IMAGE, "i", "i"),
                    Path.of("nats-server"), "sha", 0, "", "", Duration.ZERO, true);
            ClusterSpec spec = new ClusterSpec("c", Mix.all("v2.14.5", 3), Map.of("v2.14.5", release),
                    new CellFolder(Path.of("none")), new RunClock(), event -> {}, false);

            assertThatThrownBy(() -> platform.create(spec)).isInstanceOf(FailureException.class)
                    .hasMessageContaining("exceeded quota");
        }
        assertThat(made).contains("services/c", "configmaps/c-v2-14-5").noneMatch(name -> name.startsWith("secrets/"));
        assertThat(deleted).containsExactlyInAnyOrderElementsOf(made);
    }

    private Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String name = path.substring(path.indexOf(OF_NAMESPACE) + OF_NAMESPACE.length());
        return switch (exchange.getRequestMethod()) {
            case "DELETE" -> {
                deleted.add(name);
                yield Answer.ok("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
            }
            case "PATCH" -> {
                made.add(name);
                yield Answer.ok(object(name));
            }
            case "POST" -> Answer.status(403, "Forbidden", "forbidden: exceeded quota: small");
            default -> exchange.getRequestURI().getRawQuery() == null
                    ? Answer.status(404, "NotFound", "none")
                    : Answer.ok("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":["
                            + String.join(",", there(name + "/")) + "]}");
        };
    }

    private List<String> there(String kind) {
        return made.stream().filter(name -> name.startsWith(kind) && !deleted.contains(name)).map(HalfMadeClusterTest::object).toList();
    }

    private static String object(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"" + KINDS.getOrDefault(name.substring(0, name.indexOf('/')), "") + "\",\"metadata\":{"
                + "\"name\":\"" + name.substring(name.indexOf('/') + 1) + "\",\"namespace\":\"qualify\",\"uid\":\"u\","
                + "\"labels\":{\"app.kubernetes.io/managed-by\":\"nats-compat\"}}}";
    }
}
