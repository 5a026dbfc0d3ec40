package natscompat.deployer.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;

/** Asks the monitoring port of servers, from outside Kubernetes too. Thread-safe. */
public final class Monitoring implements AutoCloseable {
    private static final int PORT = 8222;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private final PortForwards forwards;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

    /** Asks through these; they are closed with this. */
    public Monitoring(PortForwards forwards) {
        this.forwards = forwards;
    }

    /**
     * Asks a server.
     *
     * @param pathAndQuery such as {@code jsz}
     * @return the document, whatever its status code
     * @throws IOException when it does not answer within 5 s
     * @throws natscompat.model.failure.FailureException ENVIRONMENT when we may not ask
     */
    public JsonNode ask(String pod, String pathAndQuery) throws IOException {
        InetSocketAddress address = forwards.to(pod, PORT);
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + "/" + pathAndQuery);
        try {
            return Json.mapper().readTree(http.send(
                    HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            Optional<String> refused = forwards.refused(pod, PORT);
            if (refused.isPresent()) {
                throw Failure.environment("ask " + pod + " for " + pathAndQuery, refused.get(),
                        "Ask for a role that allows it.").causedBy(e);
            }
            throw e;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        forwards.close();
    }
}
