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

/** A namespace whose quota has room for the Secret of a cluster and for nothing after it. */
class HalfMadeClusterTest {
    private static final String SECRETS = "/api/v1/namespaces/qualify/secrets";
    private static final String SECRET = "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"c-logins\","
            + "\"namespace\":\"qualify\",\"labels\":{\"app.kubernetes.io/managed-by\":\"nats-compat\"}}}";

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
        assertThat(made).containsExactly(SECRETS + "/c-logins");
        assertThat(deleted).containsExactly(SECRETS + "/c-logins");
    }

    private Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        if (method.equals("DELETE")) {
            deleted.add(path);
            return Answer.ok("{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Success\"}");
        }
        if (method.equals("PATCH") && !path.startsWith(SECRETS)) {
            return Answer.status(403, "Forbidden", "forbidden: exceeded quota: small");
        }
        if (method.equals("PATCH")) {
            made.add(path);
            return Answer.ok(SECRET);
        }
        String items = path.equals(SECRETS) && made.size() > deleted.size() ? SECRET : "";
        return exchange.getRequestURI().getRawQuery() == null
                ? Answer.status(404, "NotFound", "none")
                : Answer.ok("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[" + items + "]}");
    }
}
