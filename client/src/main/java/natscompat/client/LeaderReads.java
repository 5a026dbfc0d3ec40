package natscompat.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import natscompat.client.JetStreamApi.Refused;
import natscompat.model.plan.ServerName;
import natscompat.model.rundir.Json;

/**
 * Reads that decide: {@code $JS.API.STREAM.MSG.GET} is answered by the stream's leader alone, unlike a direct get, which
 * any replica may answer (SEMANTICS.md 1). Thread-safe.
 */
public final class LeaderReads {
    /** Requests under way in {@link #range}: more gain nothing, since one server answers them one after the other. */
    private static final int WINDOW = 64;

    private static final Duration ANSWER = Duration.ofSeconds(2);
    /** No message found: the answer for a deleted or unknown sequence and for a subject without messages. */
    private static final int NO_MESSAGE = 10037;

    private final JetStreamApi api;

    /** Reads through this connection. */
    public LeaderReads(JetStreamApi api) {
        this.api = api;
    }

    /**
     * The last message on a subject.
     *
     * @return empty when there is none
     * @throws IOException when no leader answers within the limit
     * @throws Refused when it answers with another error
     */
    public Optional<StoredMessage> last(String stream, String subject, Duration limit) throws IOException, Refused {
        String request = subject(stream);
        String body = Json.mapper().createObjectNode().put("last_by_subj", subject).toString();
        return message(request, api.exchange(request, body, limit));
    }

    /** The message with that sequence; empty when it is deleted or was never there. */
    public Optional<StoredMessage> at(String stream, long sequence, Duration limit) throws IOException, Refused {
        String request = subject(stream);
        return message(request, api.exchange(request, body(sequence), limit));
    }

    /** What the leader says of the stream. */
    public StreamState state(String stream, Duration limit) throws IOException, Refused {
        JsonNode info = api.request("$JS.API.STREAM.INFO." + stream, "", limit);
        JsonNode state = info.path("state");
        return new StreamState(ServerName.plain(info.path("cluster").path("leader").asText()), state.path("messages").asLong(),
                state.path("first_seq").asLong(), state.path("last_seq").asLong());
    }

    /**
     * Every message from one sequence to another, both included, deleted ones left out; many requests under way.
     *
     * @throws IOException when an answer is still missing after {@code limit}
     */
    public List<StoredMessage> range(String stream, long first, long last, Duration limit)
            throws IOException, Refused {
        long deadline = System.nanoTime() + limit.toNanos();
        List<StoredMessage> found = new ArrayList<>();
        Deque<Asked> window = new ArrayDeque<>();
        long next = first;
        while (next <= last || !window.isEmpty()) {
            while (next <= last && window.size() < WINDOW) {
                window.add(ask(stream, next++));
            }
            answered(stream, window.removeFirst(), deadline).ifPresent(found::add);
        }
        return found;
    }

    private record Asked(long sequence, CompletableFuture<Message> answer) {}

    private Asked ask(String stream, long sequence) throws IOException {
        return new Asked(sequence, api.send(subject(stream), body(sequence), ANSWER));
    }

    private Optional<StoredMessage> answered(String stream, Asked first, long deadline) throws IOException, Refused {
        Asked asked = first;
        while (true) {
            try {
                return message(subject(stream), JetStreamApi.await(subject(stream), asked.answer(), ANSWER));
            } catch (IOException e) {
                if (System.nanoTime() - deadline >= 0 || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                asked = ask(stream, asked.sequence());
            }
        }
    }

    private static Optional<StoredMessage> message(String subject, Message answer) throws IOException, Refused {
        try {
            return Optional.of(StoredMessage.of(JetStreamApi.document(subject, answer)));
        } catch (Refused e) {
            if (e.code() == NO_MESSAGE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String subject(String stream) {
        return "$JS.API.STREAM.MSG.GET." + stream;
    }

    private static String body(long sequence) {
        return "{\"seq\":" + sequence + "}";
    }
}
