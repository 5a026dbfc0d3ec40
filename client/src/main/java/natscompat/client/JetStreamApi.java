package natscompat.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import natscompat.model.rundir.Json;

/**
 * Raw requests to the JetStream API ({@code $JS.API.>}), for what the ordinary client does not offer over all releases.
 * Thread-safe.
 */
public final class JetStreamApi {
    private final Connection connection;

    /** Speaks through this connection. */
    public JetStreamApi(Connection connection) {
        this.connection = connection;
    }

    /** An answer with {@code error} in it. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Refused(String subject, int code, String description) {
            super(subject + ": " + description + " (" + code + ")");
            this.code = code;
        }

        /** JetStream error code, e.g. 10059; 0 where the server gave none. */
        public int code() {
            return code;
        }
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param subject the whole subject, e.g. {@code $JS.API.STREAM.INFO.x}
     * @param body JSON or empty
     * @throws IOException when nobody answers within the limit: nobody knows whether it happened
     * @throws Refused when the answer is an error
     */
    public JsonNode request(String subject, String body, Duration limit) throws IOException, Refused {
        Message answer;
        try {
            answer = connection.request(subject, body.getBytes(StandardCharsets.UTF_8), limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + subject, e);
        } catch (IllegalStateException e) {
            throw new IOException("not connected: " + subject, e);
        }
        if (answer == null) {
            throw new IOException("no answer within " + limit.toMillis() + " ms: " + subject);
        }
        if (answer.isStatusMessage()) {
            throw new IOException(subject + ": status " + answer.getStatus());
        }
        JsonNode document = Json.mapper().readTree(answer.getData());
        JsonNode error = document.get("error");
        if (error != null) {
            throw new Refused(subject, error.path("err_code").asInt(), error.path("description").asText());
        }
        return document;
    }
}
