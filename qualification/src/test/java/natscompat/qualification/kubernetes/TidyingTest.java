package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A namespace in which one Secret of the run is left, as an API server would tell of it. */
class TidyingTest {
    private static final String SECRET = "/api/v1/namespaces/ns/secrets";
    private static final String NOT_FOUND =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"code\":404}";

    @TempDir
    Path home;

    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final AtomicBoolean held = new AtomicBoolean();
    private Optional<MadeUpApiServer> http = Optional.empty();

    @BeforeEach
    void anApiServer() throws IOException {
        http = Optional.of(new MadeUpApiServer(this::answer));
        new Attachment("r", "ns", Optional.empty(), Set.of(), Optional.empty()).write(home);
    }

    @AfterEach
    void end() {
        http.ifPresent(MadeUpApiServer::close);
    }

    @Test
    void whatIsLeftOfARunThatFailedAndIsHomeIsTakenAwayAndItsFailureTold() throws IOException {
        Json.write(home.resolve("failure.json"), Failure.environment("run cells", "no room", "Make some.").failure());
        Attachment.fetched(home);
        try (ApiServer api = api();
                KubernetesRun run = new KubernetesRun(api, "r", notice -> {})) {
            KubernetesQualification qualification = new KubernetesQualification(run, home, event -> {});
            assertThatThrownBy(qualification::finished).isInstanceOf(FailureException.class).hasMessageContaining("no room");
        }
        assertThat(deleted).containsExactly("nc-r-token");
        assertThat(Attachment.read(home)).isEmpty();
        assertThat(Attachment.isFetched(home)).isFalse();
    }

    @Test
    void whatCannotBeTakenAwayIsToldAndChangesNothingOfWhatTheRunCameTo() throws IOException {
        Json.write(home.resolve("failure.json"), Failure.environment("run cells", "no room", "Make some.").failure());
        Attachment.fetched(home);
        held.set(true);
        List<String> told = new CopyOnWriteArrayList<>();
        try (ApiServer api = api();
                KubernetesRun run = new KubernetesRun(api, "r", notice -> {})) {
            KubernetesQualification qualification =
                    new KubernetesQualification(run, home, event -> told.add(String.valueOf(event)));
            assertThatThrownBy(qualification::finished).isInstanceOf(FailureException.class).hasMessageContaining("no room");
            assertThat(told).singleElement().asString()
                    .contains("not all of the run was taken away", "delete secrets nc-r-token", "attach to the run again");
            assertThat(Attachment.isFetched(home)).isTrue();

            held.set(false);
            assertThatThrownBy(qualification::finished).hasMessageContaining("no room");
        }
        assertThat(deleted).containsExactly("nc-r-token");
        assertThat(Attachment.isFetched(home)).isFalse();
    }

    @Test
    void aFolderThatIsNotWholeIsNoReasonToTakeAnythingAway() throws IOException {
        Files.writeString(home.resolve("matrix.json"), "{}");
        try (ApiServer api = api();
                KubernetesRun run = new KubernetesRun(api, "r", notice -> {})) {
            KubernetesQualification qualification = new KubernetesQualification(run, home, event -> {});
            assertThat(qualification.finished()).isEmpty();
            assertThatThrownBy(qualification::resume).isInstanceOf(FailureException.class)
                    .hasMessageContaining("its head's job was deleted").hasMessageContaining("persistentvolumeclaim/nc-r");
        }
        assertThat(deleted).isEmpty();
    }

    @Test
    void whatWasMadeForARunWithoutAHeadIsTakenAway() throws IOException {
        Files.writeString(home.resolve("order.json"), PendingOrderTest.text());
        try (ApiServer api = api();
                KubernetesRun run = new KubernetesRun(api, "r", notice -> {})) {
            KubernetesQualification qualification = new KubernetesQualification(run, home, event -> {});
            assertThat(qualification.pending()).isTrue();
            assertThatThrownBy(qualification::resume).isInstanceOf(FailureException.class)
                    .hasMessageContaining("ended before there was a head");
        }
        assertThat(deleted).containsExactly("nc-r-token");
        assertThat(home).doesNotExist();
    }

    private ApiServer api() {
        return http.orElseThrow().client();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("DELETE") && held.get()) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            if (exchange.getRequestMethod().equals("DELETE")) {
                deleted.add(path.substring(path.lastIndexOf('/') + 1));
            }
            String body = switch (path) {
                case "/apis" -> "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}";
                case "/api/v1" -> "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"v1\",\"resources\":["
                        + "{\"name\":\"secrets\",\"kind\":\"Secret\",\"namespaced\":true,\"verbs\":[\"list\",\"delete\"]}]}";
                case SECRET -> "{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":["
                        + (deleted.isEmpty() ? secret() : "") + "]}";
                case "/apis/batch/v1/namespaces/ns/jobs/nc-r-head" -> NOT_FOUND;
                default -> path.contains("/namespaces/ns/")
                        ? "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[]}"
                        : NOT_FOUND;
            };
            boolean found = !body.contains("404") || exchange.getRequestMethod().equals("DELETE");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(found ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String secret() {
        return "{\"metadata\":{\"name\":\"nc-r-token\",\"namespace\":\"ns\",\"uid\":\"u\",\"labels\":{"
                + "\"app.kubernetes.io/managed-by\":\"nats-compat\",\"app.kubernetes.io/name\":\"nats-compat\","
                + "\"nats-compat.io/run\":\"r\"},\"annotations\":{\"nats-compat.io/schema\":\"1\"}}}";
    }
}
