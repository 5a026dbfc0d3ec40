package natscompat.workloads.pull;

import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import natscompat.model.time.Waiting;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.Deliveries;

/** Fetches from the durable consumer through one client, batch after batch. Used by one thread. */
final class Puller {
    private static final int BATCH = 10;
    private static final Duration EXPIRES = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Client client;
    private final String stream;
    private final String consumer;
    private final Deliveries deliveries;
    private Optional<JetStreamSubscription> subscription = Optional.empty();

    Puller(Client client, String stream, String consumer, Deliveries deliveries) {
        this.client = client;
        this.stream = stream;
        this.consumer = consumer;
        this.deliveries = deliveries;
    }

    /** Fetches until told to end. */
    void run(BooleanSupplier end) {
        while (!end.getAsBoolean()) {
            if (!client.connected() || !fetch()) {
                Waiting.pause("another fetch", PAUSE);
            }
        }
    }

    /** One batch; whether it brought a message (an empty answer may come at once, and must not be asked for in a rush). */
    private boolean fetch() {
        try {
            Iterator<Message> batch = subscribed().iterate(BATCH, EXPIRES);
            boolean any = false;
            while (batch.hasNext()) {
                deliveries.received(client, batch.next());
                any = true;
            }
            return any;
        } catch (JetStreamStatusException e) {
            // The server refused this fetch, e.g. while it moves the consumer: the next one decides.
            return false;
        } catch (IOException | JetStreamApiException e) {
            // Not bound yet: the consumer's leader did not answer.
            return false;
        } catch (IllegalStateException e) {
            if (client.connected()) {
                throw e;
            }
            // The connection went between the look and the fetch.
            return false;
        }
    }

    /** Bound without a look at the consumer: one that is lost shows in the history and must not end the workload. */
    private JetStreamSubscription subscribed() throws IOException, JetStreamApiException {
        if (subscription.isEmpty()) {
            subscription = Optional.of(client.connection().jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(stream, consumer)));
        }
        return subscription.get();
    }
}
