package natscompat.workloads.pull;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import natscompat.model.time.Waiting;
import natscompat.workloads.record.ErrorClasses;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.Deliveries;

/**
 * Fetches from the durable consumer through one client, batch after batch. It looks for messages all the time, asked for
 * or not and connected or not: one that lay unseen in the client would be recorded late, and look like a redelivery. Used
 * by one thread.
 */
final class Puller {
    private static final int BATCH = 10;
    private static final long EXPIRES = Duration.ofMillis(500).toNanos();
    private static final long BETWEEN_REQUESTS = Duration.ofMillis(100).toNanos();
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Client client;
    private final Deliveries deliveries;
    private final JetStreamSubscription subscription;
    private long requested = System.nanoTime() - EXPIRES;
    private int expected;

    Puller(Client client, String stream, String consumer, Deliveries deliveries) {
        this.client = client;
        this.deliveries = deliveries;
        try {
            // Bound without a look at the consumer: one that is lost shows in the history and must not end the workload.
            this.subscription = client.connection().jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(stream, consumer));
        } catch (IOException | JetStreamApiException e) {
            throw new IllegalStateException("a fast bind asks no server", e);
        }
    }

    /** Fetches until told to end, and then until the last request has expired, so that nothing comes unseen. */
    void run(BooleanSupplier end) {
        while (!end.getAsBoolean() || asked()) {
            if (!end.getAsBoolean() && !asked() && since() >= BETWEEN_REQUESTS && client.connected()) {
                request();
            }
            next().ifPresent(message -> {
                expected--;
                deliveries.received(client, message);
            });
        }
    }

    private long since() {
        return System.nanoTime() - requested;
    }

    /** Whether the server may still send what was asked for. */
    private boolean asked() {
        return expected > 0 && since() < EXPIRES;
    }

    private void request() {
        try {
            subscription.pullExpiresIn(BATCH, Duration.ofNanos(EXPIRES));
            expected = BATCH;
            requested = System.nanoTime();
        } catch (IllegalStateException e) {
            // Throws it again unless the connection went between the look and the request.
            ErrorClasses.of(e);
        }
    }

    private Optional<Message> next() {
        try {
            return Optional.ofNullable(subscription.nextMessage(LOOK));
        } catch (JetStreamStatusException e) {
            // The server refused the request, e.g. because the consumer is lost: the history shows what that means.
            expected = 0;
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            // Ends the thread, since its flag is set.
            Waiting.pause("the next message", LOOK);
            return Optional.empty();
        }
    }
}
