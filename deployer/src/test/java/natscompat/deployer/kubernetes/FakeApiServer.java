package natscompat.deployer.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Answers what a test says, on a loopback address: for what the real one does only when it is in trouble. */
public final class FakeApiServer implements AutoCloseable {
    /** What its clients were told. */
    public final List<String> notes = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private final Function<HttpExchange, Answer> answers;

    /** A status code and a body. */
    public record Answer(int code, String body) {
        /** What the real one says with a refusal. */
        public static Answer status(int code, String reason, String message) {
            return new Answer(code, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":" + code
                    + ",\"reason\":\"" + reason + "\",\"message\":\"" + message.replace("\"", "\\\"") + "\"}");
        }

        /** A JSON document. */
        public static Answer ok(String body) {
            return new Answer(200, body);
        }
    }

    /** Begins to answer. */
    public FakeApiServer(Function<HttpExchange, Answer> answers) throws IOException {
        this.answers = answers;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::answer);
        http.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answers.apply(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer.code(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** A client of it, in the namespace {@code qualify}. */
    public ApiServer open(Duration patience) {
        return new ApiServer(client(url()), "qualify", notes::add, patience);
    }

    static KubernetesClient client(String url) {
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl(url).withRequestRetryBackoffLimit(0).build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Refuses connections from now on. */
    void goAway() {
        http.stop(0);
    }

    @Override
    public void close() {
        goAway();
    }
}
