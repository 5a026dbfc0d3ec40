package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import natscompat.model.event.DeployEvent;
import org.junit.jupiter.api.Test;

/** A namespace with a kind of others whose webhook is down, and one Secret of ours. */
class BrokenKindsTest {
    private static final String GROUPS = "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[{\"name\":\"others.example\","
            + "\"versions\":[{\"groupVersion\":\"others.example/v1\",\"version\":\"v1\"}],"
            + "\"preferredVersion\":{\"groupVersion\":\"others.example/v1\",\"version\":\"v1\"}}]}";
    private static final String THINGS = "{\"kind\":\"APIResourceList\",\"apiVersion\":\"v1\",\"groupVersion\":\"others.example/v1\","
            + "\"resources\":[{\"name\":\"things\",\"kind\":\"Thing\",\"namespaced\":true,\"verbs\":[\"list\",\"delete\"]}]}";
    private static final String NONE = "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[";
    private static final String SECRET = "{\"metadata\":{\"name\":\"nats-logins\",\"namespace\":\"qualify\",\"uid\":\"u\","
            + "\"labels\":{\"app.kubernetes.io/managed-by\":\"nats-compat\"}}}";

    private final List<String> deleted = new CopyOnWriteArrayList<>();
    private final List<DeployEvent> events = new CopyOnWriteArrayList<>();

    @Test
    void whatIsOursGoesAndTheBrokenKindIsNamedOnce() throws IOException {
        try (FakeApiServer fake = new FakeApiServer(this::answer);
                ApiServer api = fake.open(Duration.ofMillis(300))) {
            new Deleting(api, events::add, false).delete();

            assertThat(fake.notes).as("nobody is away").isEmpty();
        }
        assertThat(deleted).containsExactly("/api/v1/namespaces/qualify/secrets/nats-logins");
        assertThat(events).filteredOn(DeployEvent.Note.class::isInstance).singleElement().asString()
                .contains("things.others.example cannot be listed", "conversion webhook");
    }

    private Answer answer(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("DELETE")) {
            deleted.add(path);
            return Answer.ok("{}");
        }
        return switch (path) {
            case "/readyz" -> Answer.ok("ok");
            case "/apis" -> Answer.ok(GROUPS);
            case "/apis/others.example/v1" -> Answer.ok(THINGS);
            case "/api/v1/namespaces/qualify" -> Answer.status(403, "Forbidden", "no");
            case "/apis/others.example/v1/namespaces/qualify/things" ->
                Answer.status(500, "InternalError", "conversion webhook for others.example/v1beta1, Kind=Thing failed");
            case "/api/v1/namespaces/qualify/secrets" -> Answer.ok(NONE + (deleted.isEmpty() ? SECRET : "") + "]}");
            default -> path.contains("/namespaces/") ? Answer.ok(NONE + "]}") : Answer.status(404, "NotFound", "none");
        };
    }
}
