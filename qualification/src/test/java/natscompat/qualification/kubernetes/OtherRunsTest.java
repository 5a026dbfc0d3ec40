package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A namespace with what runs before have left, as an API server would tell of it. */
class OtherRunsTest {
    private static final String JOBS = "/apis/batch/v1/namespaces/ns/jobs";
    private static final String CLAIMS = "/api/v1/namespaces/ns/persistentvolumeclaims";
    private static final String SECRET = "/api/v1/namespaces/ns/secrets";

    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Optional<MadeUpApiServer> http = Optional.empty();

    @BeforeEach
    void anApiServer() throws IOException {
        http = Optional.of(new MadeUpApiServer(this::answer));
    }

    @AfterEach
    void end() {
        http.ifPresent(MadeUpApiServer::close);
    }

    @Test
    void whoBeginsTakesAwayWhatNeverBeganAndNamesTheOthers() {
        try (ApiServer api = api();
                KubernetesRun run = new KubernetesRun(api, "mine", told::add)) {
            run.prepare(Optional.empty(), false);
        }
        assertThat(deleted).as("nothing of the others").containsExactly("nc-unbegun-head");
        assertThat(told).hasSize(3);
        assertThat(told.get(0)).contains("run unbegun was taken away");
        assertThat(told.get(1)).contains("run lives is in this namespace, too (job/nc-lives-head)", "attach lives -n ns");
        assertThat(told.get(2)).contains("of run headless there is persistentvolumeclaim/nc-headless and no head",
                "attach headless", "delete-all -n ns");
    }

    @Test
    void twoRunsOfOneNameAreNotOneRun() {
        try (ApiServer api = api();
                KubernetesRun run = new KubernetesRun(api, "mine", told::add)) {
            assertThatThrownBy(run::reserve).isInstanceOf(FailureException.class)
                    .hasMessageContaining("another run of this name is there");
        }
        assertThat(deleted).isEmpty();
    }

    private ApiServer api() {
        return http.orElseThrow().client();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean named = path.matches(".*/namespaces/ns/[a-z]+/.*");
            switch (exchange.getRequestMethod()) {
                case "DELETE" -> {
                    deleted.add(path.substring(path.lastIndexOf('/') + 1));
                    send(exchange, 200, "{}");
                }
                case "POST" -> send(exchange, 409, status(409));
                default -> {
                    if (path.equals(SECRET + "/nc-mine-token")) {
                        send(exchange, 200, "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"nc-mine-token\"},"
                                + "\"data\":{\"token\":\"" + Base64.getEncoder().encodeToString("0123456789abcdef"
                                .getBytes(StandardCharsets.UTF_8)) + "\"}}");
                    } else if (path.equals("/apis")) {
                        send(exchange, 200, "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}");
                    } else if (path.equals("/api/v1")) {
                        send(exchange, 200, "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\","
                                + "\"groupVersion\":\"v1\",\"resources\":[]}");
                    } else if (path.contains("/namespaces/ns/") && !named) {
                        send(exchange, 200, "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":["
                                + String.join(",", items(path, exchange.getRequestURI().getQuery())) + "]}");
                    } else {
                        // Who may not look at namespaces, storage classes and versions is believed.
                        send(exchange, 403, status(403));
                    }
                }
            }
        }
    }

    private List<String> items(String path, String query) {
        List<String> all = new ArrayList<>();
        if (path.equals(JOBS)) {
            all.add(object("nc-lives-head", "lives", ""));
            if (!deleted.contains("nc-unbegun-head")) {
                all.add(object("nc-unbegun-head", "unbegun",
                        "{\"type\":\"Failed\",\"status\":\"True\",\"reason\":\"PodFailurePolicy\"}"));
            }
        } else if (path.equals(CLAIMS)) {
            all.add(object("nc-headless", "headless", ""));
        }
        // As the real one, only what the selector asks for.
        return all.stream().filter(object -> !query.contains("nats-compat.io/run=") || object.contains("\"unbegun\"")).toList();
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String status(int code) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"code\":" + code + "}";
    }

    private static String object(String name, String run, String conditions) {
        return "{\"apiVersion\":\"batch/v1\",\"kind\":\"Job\",\"metadata\":{\"name\":\"" + name + "\",\"namespace\":\"ns\","
                + "\"uid\":\"u\",\"labels\":{\"app.kubernetes.io/managed-by\":\"nats-compat\",\"nats-compat.io/run\":\"" + run
                + "\"}},\"status\":{\"conditions\":[" + conditions + "]}}";
    }
}
