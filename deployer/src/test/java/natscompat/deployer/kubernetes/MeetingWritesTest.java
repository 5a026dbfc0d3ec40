package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.generator.kubernetes.Labels;
import org.junit.jupiter.api.Test;

/** Two writes that meet, as at a quota that counts both: the API server refuses one, and nobody holds a field of it. */
class MeetingWritesTest {
    private static final FakeApiServer.Answer MET = FakeApiServer.Answer.status(409, "Conflict",
            "Operation cannot be fulfilled on resourcequotas \"room\": the object has been modified; please apply your changes to the latest version and try again");
    private static final FakeApiServer.Answer MADE = FakeApiServer.Answer.ok(
            "{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"c\",\"namespace\":\"qualify\"}}");

    private final AtomicInteger patches = new AtomicInteger();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    private FakeApiServer.Answer answer(HttpExchange exchange) {
        if (exchange.getRequestMethod().equals("GET")) {
            return FakeApiServer.Answer.status(404, "NotFound", "configmaps \"c\" not found");
        }
        return patches.incrementAndGet() <= 2 ? MET : MADE;
    }

    private static GenericKubernetesResource configMap() {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setApiVersion("v1");
        object.setKind("ConfigMap");
        object.setMetadata(new ObjectMetaBuilder().withName("c")
                .withLabels(Map.of(Labels.MANAGED_BY, Labels.US)).build());
        return object;
    }

    @Test
    void areTriedAgain() throws IOException {
        try (FakeApiServer server = new FakeApiServer(this::answer); ApiServer api = server.open(Duration.ofSeconds(5))) {
            assertThat(new Applying(api, notes::add).apply(configMap()).change()).isEqualTo(Applying.Change.CREATED);
        }
        assertThat(patches).hasValue(3);
        assertThat(notes).isEmpty();
    }
}
