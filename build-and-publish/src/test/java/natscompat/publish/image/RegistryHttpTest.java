package natscompat.publish.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a registry's challenge is answered; the registry and its token service are a few lines of our own. */
class RegistryHttpTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Optional<HttpServer> server = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.createContext("/v2/", this::manifest);
        started.createContext("/token", this::token);
        started.start();
        server = Optional.of(started);
    }

    @AfterEach
    void stop() {
        server.ifPresent(s -> s.stop(0));
    }

    private String address() {
        return "http://127.0.0.1:" + server.orElseThrow().getAddress().getPort();
    }

    private void manifest(HttpExchange exchange) throws IOException {
        boolean known = "Bearer bought".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getResponseHeaders().add("WWW-Authenticate",
                "Bearer realm=\"" + address() + "/token\",service=\"a b&c\",scope=\"repository:nats:pull\"");
        answer(exchange, known ? 200 : 401, known ? "the manifest" : "");
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawQuery() + " " + body + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        answer(exchange, 200, "{\"access_token\":\"bought\"}");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private RegistryHttp.Answer get(Login login) throws IOException {
        return new RegistryHttp(Optional.of(login)).get(URI.create(address() + "/v2/nats/manifests/1"), "*/*");
    }

    @Test
    void an_identity_token_is_exchanged_and_not_sent_as_a_password() throws IOException {
        assertThat(get(new Login("<token>", "identity/1", "the test")).text()).isEqualTo("the manifest");
        assertThat(asked).containsExactly("POST null service=a+b%26c&scope=repository%3Anats%3Apull"
                + "&grant_type=refresh_token&client_id=nats-compat&refresh_token=identity%2F1 null");
    }

    @Test
    void a_password_buys_a_token_with_the_words_of_the_challenge() throws IOException {
        assertThat(get(new Login("me", "swordfish", "the test")).text()).isEqualTo("the manifest");
        assertThat(asked).singleElement().asString()
                .startsWith("GET service=a+b%26c&scope=repository%3Anats%3Apull  Basic ");
    }
}
