package natscompat.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import natscompat.model.rundir.Json;

/**
 * Raw requests to the JetStream API ({@code $JS.API.>}), for what the ordinary client does not offer over all releases.
 * Tells "nobody got it" ({@link NotSent}) from "nobody knows" (any other IOException), which the ordinary client does not.
 * Thread-safe.
 */
public final class JetStreamApi {
    private final Connection connection;

    /** Speaks through this connection, which has to come from {@link Connections} (it reports missing responders). */
    public JetStreamApi(Connection connection) {
        this.connection = connection;
    }

    /** An answer with {@code error} in it. */
    public static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        /** An answer of a server: the JetStream error code, 0 for none. */
        public Refused(String subject, int code, String description) {
            super(subject + ": " + description + " (" + code + ")");
            this.code = code;
        }

        /** JetStream error code, e.g. 10059; 0 where the server gave none. */
        public int code() {
            return code;
        }
    }

    /** Certainly nobody got the request: the client was not connected, or the server knows nobody who listens. */
    public static final class NotSent extends IOException {
        private static final long serialVersionUID = 1L;

        /** Says why it was not sent. */
        public NotSent(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Sends a request and reads the answer.
     *
     * @param subject the whole subject, e.g. {@code $JS.API.STREAM.INFO.x}
     * @param body JSON or empty
     * @throws NotSent when certainly nobody got it
     * @throws IOException when nobody answers within the limit: nobody knows whether it happened
     * @throws Refused when the answer is an error
     */
    public JsonNode request(String subject, String body, Duration limit) throws IOException, Refused {
        return document(subject, exchange(subject, body, limit));
    }

    /**
     * Sends any request and gives the answer as it is: for what answers without JSON (acknowledgements).
     *
     * @throws NotSent when certainly nobody got it
     * @throws IOException when nobody answers within the limit
     */
    public Message exchange(String subject, String body, Duration limit) throws IOException {
        return await(subject, send(subject, body, limit), limit);
    }

    /**
     * Sends a request without waiting, for pipelines; pass the result to {@link #await}.
     *
     * @throws NotSent when the client is not connected
     */
    public CompletableFuture<Message> send(String subject, String body, Duration limit) throws NotSent {
        try {
            return connection.requestWithTimeout(subject, body.getBytes(StandardCharsets.UTF_8), limit.plusSeconds(1));
        } catch (IllegalStateException e) {
            throw new NotSent("not connected: " + subject, e);
        }
    }

    /**
     * Listens to a subject until a message comes that is wanted.
     *
     * @return whether one came within the limit, while the client was connected
     */
    public boolean hears(String subject, Duration limit, Predicate<JsonNode> wanted) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            Subscription heard = connection.subscribe(subject);
            try {
                for (long left = limit.toNanos(); left > 0; left = deadline - System.nanoTime()) {
                    Message message = heard.nextMessage(Duration.ofNanos(left));
                    if (message != null && wanted.test(Json.mapper().readTree(message.getData()))) {
                        return true;
                    }
                }
            } finally {
                heard.unsubscribe();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException | IOException e) {
            // Not connected any more, or no JSON: nothing was heard.
        }
        return false;
    }

    /** Waits for the answer to {@link #send}; throws like {@link #exchange}. */
    public static Message await(String subject, CompletableFuture<Message> answer, Duration limit) throws IOException {
        try {
            return answer.get(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + subject, e);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + limit.toMillis() + " ms: " + subject, e);
        } catch (CancellationException e) {
            throw new IOException("given up by the client: " + subject, e);
        } catch (ExecutionException e) {
            // With reportNoResponders the only cause that jnats puts here is the status 503 of the connected server.
            throw new NotSent("no responders: " + subject, e);
        }
    }

    /** Reads an answer as JSON. */
    public static JsonNode document(String subject, Message answer) throws IOException, Refused {
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
