package natscompat.qualification.head;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;

/**
 * One request and its answer.
 *
 * @param exchange of the JDK's server
 */
record Call(HttpExchange exchange) implements AutoCloseable {
    static final int OK = 200;
    static final int NOTHING = 204;
    static final int BAD = 400;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    /** Who asks is late, or asks for what cannot be had any more. */
    static final int LATE = 409;
    static final int BROKEN = 500;
    /** Ask again in a moment. */
    static final int NOT_YET = 503;

    private static final int MOST_JSON = 256 << 20;

    /** Method and path. */
    String route() {
        return exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    }

    String header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    String query(String name) {
        String all = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return Stream.of(all.split("&", -1))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow(() -> Failure.input("read " + route(), "it does not say " + name, "Report it."));
    }

    int number(String name) {
        try {
            return Integer.parseInt(query(name));
        } catch (NumberFormatException e) {
            throw Failure.input("read " + route(), name + " is no number", "Report it.").causedBy(e);
        }
    }

    InputStream body() {
        return exchange.getRequestBody();
    }

    <T> T json(Class<T> type) throws IOException {
        byte[] body = body().readNBytes(MOST_JSON);
        try {
            return Json.mapper().readValue(body, type);
        } catch (IOException e) {
            throw Failure.input("read " + route(), "its body is no " + type.getSimpleName() + ": " + e.getMessage(),
                    "Use the version of nats-compat that began the run.").causedBy(e);
        }
    }

    void answer(int status, Object json) throws IOException {
        byte[] body = Json.line(json).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    void nothing() throws IOException {
        exchange.sendResponseHeaders(NOTHING, -1);
    }

    void refuse(int status, Failure failure) throws IOException {
        answer(status, failure);
    }

    /** For an answer of unknown length. */
    OutputStream stream() throws IOException {
        exchange.sendResponseHeaders(OK, 0);
        return exchange.getResponseBody();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
