package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.deployer.kubernetes.FakeApiServer.Answer;
import natscompat.model.event.DeployEvent;
import org.junit.jupiter.api.Test;

/** An API server that goes away while somebody waits until a Secret is gone, for longer than that may take. */
class AwayWhileDeletingTest {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final String NONE = "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[";
    private static final String SECRET = "{\"metadata\":{\"name\":\"nats-logins\",\"namespace\":\"qualify\",\"uid\":\"u\","
            + "\"deletionTimestamp\":\"2026-11-21T12:00:00Z\",\"labels\":{\"app.kubernetes.io/managed-by\":\"nats-compat\"}}}";

    private final List<DeployEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicBoolean deleted = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger knocks = new AtomicInteger();

    @Test
    void theTimeThatItIsAwayIsNotCounted() throws IOException {
        try (FakeApiServer fake = new FakeApiServer(this::answer);
                ApiServer api = fake.open(Duration.ofSeconds(20))) {
            Belongings secrets = new Belongings(
                    api, List.of(new Kind("v1", "secrets", "Secret")), Map.of(), text -> {});
            new Deleting(api, events::add, false, secrets, LIMIT).delete();

            assertThat(api.away()).isGreaterThan(LIMIT);
        }
        assertThat(events).last().asString().contains("Reached[goal=everything gone");
    }

    private Answer answer(HttpExchange exchange) {
        if (exchange.getRequestMethod().equals("DELETE")) {
            deleted.set(true);
            return Answer.ok("{}");
        }
        if (exchange.getRequestURI().getPath().equals("/readyz")) {
            return knocks.incrementAndGet() < 2 ? Answer.status(500, "NotReady", "not yet") : Answer.ok("ok");
        }
        return switch (deleted.get() ? looks.incrementAndGet() : 0) {
            case 0, 1, 3 -> Answer.ok(NONE + SECRET + "]}");
            case 2 -> Answer.status(503, "ServiceUnavailable", "shutting down");
            default -> Answer.ok(NONE + "]}");
        };
    }
}
