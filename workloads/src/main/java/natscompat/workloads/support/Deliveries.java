package natscompat.workloads.support;

import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsJetStreamMetaData;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Payload;
import natscompat.model.time.Waiting;
import natscompat.workloads.record.Deed;
import natscompat.workloads.record.Invocation;
import natscompat.workloads.record.Seen;

/**
 * What one consumer delivers: each message is recorded at the moment a client gets it and acknowledged in a thread of
 * its own. So no message waits unrecorded behind a slow acknowledgement, and a late record never looks like a late
 * redelivery. Thread-safe.
 */
public final class Deliveries {
    private static final int ACK_ATTEMPTS = 3;
    private static final Duration ACK_LIMIT = Duration.ofMillis(1500);
    private static final Duration ACK_PAUSE = Duration.ofMillis(250);
    private static final Duration POLL = Duration.ofMillis(100);
    /** Longer than one acknowledgement wait, so that a redelivery that is due does come. */
    private static final Duration WITHOUT_PROGRESS = Duration.ofSeconds(20);

    /** The runner gives a workload 60 s from the stop to its end, publishes still open included. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(45);

    private final Kit kit;
    private final Crew crew;
    private final String asset;
    private final Outstanding outstanding = new Outstanding();
    private final AtomicLong steps = new AtomicLong();

    /**
     * For one consumer.
     *
     * @param crew runs the acknowledgements
     * @param asset stream/consumer
     */
    public Deliveries(Kit kit, Crew crew, String asset) {
        this.kit = kit;
        this.crew = crew;
        this.asset = asset;
    }

    /** A message was acknowledged to its publisher: it has to be delivered. */
    public void expect(String id) {
        outstanding.published(id);
    }

    /** A client got a message. */
    public void received(Client client, Message message) {
        NatsJetStreamMetaData meta = message.metaData();
        String id = id(message);
        Seen seen = Seen.NOTHING.with(id, Payload.of(message.getData()).text())
                .at(meta.streamSequence()).counting(meta.deliveredCount());
        kit.received(client, OperationKind.DELIVER, asset, seen);
        steps.incrementAndGet();
        outstanding.delivered(id);
        String reply = Optional.ofNullable(message.getReplyTo()).orElse("");
        crew.start("ack", () -> acknowledge(client, id, meta.streamSequence(), reply));
    }

    private static String id(Message message) {
        return Optional.ofNullable(message.getHeaders())
                .map((Headers headers) -> headers.getFirst("Nats-Msg-Id"))
                .orElse("");
    }

    private void acknowledge(Client client, String id, long sequence, String reply) {
        Invocation operation = kit.begin(client, OperationKind.ACK, asset)
                .note(seen -> seen.with(id, "").at(sequence));
        try {
            for (int i = 0; i < ACK_ATTEMPTS; i++) {
                if (operation.attempt(Deed.ACK, ACK_LIMIT, limit -> client.api().exchange(reply, "+ACK", limit))
                        .isPresent()) {
                    steps.incrementAndGet();
                    outstanding.confirmed(id);
                    return;
                }
                Waiting.pause("another acknowledgement", ACK_PAUSE);
            }
        } finally {
            operation.complete();
        }
    }

    /** Whether everything expected was delivered and its acknowledgement confirmed. */
    public boolean complete() {
        return outstanding.count() == 0;
    }

    /** Whether this message was delivered and its acknowledgement confirmed, or was never expected. */
    public boolean complete(String id) {
        return !outstanding.contains(id);
    }

    /**
     * Waits until everything expected was delivered and acknowledged, or nothing has moved for 20 s. A message whose
     * acknowledgement landed without its confirmation never comes again; {@code allAcknowledged} (the consumer's own
     * count) ends the wait for those.
     */
    public void drain(BooleanSupplier allAcknowledged) {
        long[] last = {steps.get(), System.nanoTime()};
        boolean ended = Waiting.reached("the deliveries of " + asset, LONGEST_DRAIN, POLL, () -> {
            long now = steps.get();
            if (now != last[0]) {
                last[0] = now;
                last[1] = System.nanoTime();
            }
            return crew.broken() || complete() || (outstanding.undelivered() == 0 && allAcknowledged.getAsBoolean())
                    || System.nanoTime() - last[1] > WITHOUT_PROGRESS.toNanos();
        });
        if (!ended || outstanding.undelivered() > 0) {
            kit.remark(asset + ": " + outstanding.undelivered() + " acknowledged messages were not delivered, "
                    + outstanding.count() + " not confirmed, when deliveries stopped");
        }
    }
}
