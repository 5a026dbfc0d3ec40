package natscompat.workloads.support;

import io.nats.client.JetStream;
import io.nats.client.PublishOptions;
import io.nats.client.api.PublishAck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Payload;
import natscompat.workloads.record.Deed;
import natscompat.workloads.record.Invocation;

/**
 * Publishes to one stream through one client, each message with an id of its own, tried again with the same id until it
 * is acknowledged or patience is over. Used by one thread.
 */
public final class Publisher {
    private static final int PAYLOAD_BYTES = 64;

    private final Kit kit;
    private final Client client;
    private final String stream;
    private final String subject;
    private final JetStream jetStream;

    /** Publishes to the stream, on a subject that it stores. */
    public Publisher(Kit kit, Client client, String stream, String subject) {
        this.kit = kit;
        this.client = client;
        this.stream = stream;
        this.subject = subject;
        try {
            this.jetStream = client.connection().jetStream();
        } catch (IOException e) {
            // The factory method looks at options only; it declares what it never does.
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Publishes one message and records it.
     *
     * @param kind PUBLISH or MARKER
     * @return its sequence, when it was acknowledged
     */
    public Optional<Long> publish(OperationKind kind, String id, Patience patience) {
        byte[] data = (id + " " + kit.context().draws().at("payload", id).hex(PAYLOAD_BYTES))
                .getBytes(StandardCharsets.UTF_8);
        Invocation operation = kit.begin(client, kind, stream)
                .note(seen -> seen.with(id, Payload.of(data).text()));
        try {
            Optional<PublishAck> ack = patience.untilOk(client, operation, Deed.PUBLISH, limit -> jetStream.publish(
                    subject, data, PublishOptions.builder().messageId(id).streamTimeout(limit).build()));
            ack.ifPresent(a -> operation.note(seen -> seen.at(a.getSeqno()).noting(a.isDuplicate() ? "duplicate" : "")));
            return ack.map(PublishAck::getSeqno);
        } finally {
            operation.complete();
        }
    }
}
