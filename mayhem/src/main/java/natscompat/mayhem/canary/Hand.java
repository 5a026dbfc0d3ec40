package natscompat.mayhem.canary;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.client.JetStreamApi;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.ServerName;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;

/** What several canaries do with a cluster and a history. Used by one thread. */
final class Hand {
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration ENOUGH = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);
    /** So many acknowledged messages give a choice. */
    private static final long SOME = 5;

    private final Canary canary;
    private final CanaryContext context;
    private final JetStreamApi api;

    Hand(Canary canary, CanaryContext context) {
        this.canary = canary;
        this.context = context;
        this.api = new JetStreamApi(context.connection());
    }

    /** The workload that it is hidden from: the first that runs. */
    CanaryTarget target() {
        return context.targets().stream()
                .filter(target -> canary.workloads().contains(target.workload()))
                .findFirst()
                .orElseThrow(() -> failed("none of the workloads " + canary.workloads() + " runs"));
    }

    JsonNode request(String subject, ObjectNode body) {
        try {
            return api.request(subject, body.isEmpty() ? "" : body.toString(), REQUEST);
        } catch (IOException | JetStreamApi.Refused e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    JsonNode request(String subject) {
        return request(subject, Json.mapper().createObjectNode());
    }

    /** A stored message that every consumer of the target has acknowledged, drawn among the older ones. */
    Stored settledMessage(CanaryTarget target) {
        String stream = target.streams().getFirst();
        long last = Waiting.until("some acknowledged messages in " + stream, ENOUGH, POLL, () -> {
            long floor = target.consumers().stream()
                    .map(name -> "$JS.API.CONSUMER.INFO." + name.replace('/', '.'))
                    .mapToLong(subject -> request(subject).path("ack_floor").path("stream_seq").asLong())
                    .min()
                    .orElseGet(() -> request("$JS.API.STREAM.INFO." + stream).path("state").path("last_seq").asLong());
            return floor >= SOME ? Waiting.Look.there(floor) : Waiting.Look.notYet("acknowledged up to " + floor);
        });
        long sequence = context.draws().at("sequence").between(1, (int) Math.min(last, Integer.MAX_VALUE));
        return stored(stream, sequence);
    }

    /** Reads one message through the leader. */
    Stored stored(String stream, long sequence) {
        JsonNode message = request("$JS.API.STREAM.MSG.GET." + stream,
                Json.mapper().createObjectNode().put("seq", sequence)).path("message");
        try {
            JsonNode headers = message.path("hdrs");
            String text = headers.isMissingNode() ? "" : new String(headers.binaryValue(), StandardCharsets.UTF_8);
            JsonNode data = message.path("data");
            return new Stored(stream, sequence, message.path("subject").asText(), messageId(text),
                    data.isMissingNode() ? new byte[0] : data.binaryValue());
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private static String messageId(String headers) {
        return headers.lines()
                .filter(line -> line.startsWith("Nats-Msg-Id:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Publishes with one header and gives the sequence. */
    long publish(String subject, String header, String value, byte[] data) {
        Message message = NatsMessage.builder()
                .subject(subject)
                .headers(new Headers().put(header, value))
                .data(data)
                .build();
        try {
            PublishAck ack = context.connection().jetStream().publish(message);
            return ack.getSeqno();
        } catch (IOException | JetStreamApiException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    /** Removes one message for good, replicas included. */
    void delete(String stream, long sequence) {
        request("$JS.API.STREAM.MSG.DELETE." + stream,
                Json.mapper().createObjectNode().put("seq", sequence).put("no_erase", true));
    }

    /** Records an operation that was ok, whether or not it ever happened, from that time until now. */
    void recordOk(
            CanaryTarget target, OperationKind kind, String asset, String key, String value, long sequence, long began) {
        String server = Optional.ofNullable(context.connection().getServerInfo())
                .map(info -> ServerName.plain(info.getServerName()))
                .orElse("");
        context.history().admit();
        context.history().record(new Operation(
                context.history().nextId(), target.workload(), "canary", server, kind, asset, key, value,
                sequence, 0, kind == OperationKind.DELIVER ? 1 : 0, "", "", began, context.clock().nanos(), Outcome.OK, List.of(), ""));
    }

    /** Says in events what was done. */
    void broken(String detail) {
        context.events().accept(new Event.Canary(context.clock().nanos(), canary.name(), detail));
    }

    FailureException failed(String why) {
        return Failure.workload("break " + canary.promise() + " by the canary " + canary.name(), why,
                "Run it with a workload of " + canary.workloads() + " on a healthy cluster.");
    }
}
