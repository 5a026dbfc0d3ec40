package natscompat.workloads.queue;

import io.nats.client.Dispatcher;
import io.nats.client.JetStreamApiException;
import io.nats.client.PushSubscribeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Mix;
import natscompat.model.time.Waiting;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.support.Assets;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.DeliveredStream;
import natscompat.workloads.support.Kit;
import natscompat.workloads.support.Patience;

/**
 * Publishes to one stream through every server; a durable push consumer with a deliver group hands each message to one of
 * ten subscribers, each on a connection of its own.
 */
public final class QueueGroupConsumer implements Workload {
    /** What {@code list workloads} shows. */
    public static final WorkloadType TYPE = new WorkloadType(
            "queue-group-consumer",
            "publishes with message ids; ten subscribers on connections of their own share a durable push consumer",
            "2.9.0", 1,
            List.of("acked-message-kept", "stored-once", "one-sequence-one-payload", "delivered-at-least-once",
                    "not-redelivered-after-ack", "assets-exist"),
            List.of(Assets.ACK_WAIT, Assets.DUPLICATE_WINDOW));

    private static final int SUBSCRIBERS = 10;
    private static final String GROUP = "members";
    private static final Duration POLL = Duration.ofMillis(200);

    private final Kit kit;
    private final DeliveredStream stream;
    private List<Client> publishers = List.of();
    private List<Client> subscribers = List.of();

    /** For one cell. */
    public QueueGroupConsumer(WorkloadContext context) {
        this.kit = new Kit(TYPE.name(), context);
        this.stream = new DeliveredStream(kit, "queue", "pusher");
    }

    @Override
    public WorkloadType type() {
        return TYPE;
    }

    @Override
    public void prepare() {
        publishers = kit.clientForEachServer("publisher");
        subscribers = kit.clients("subscriber", SUBSCRIBERS);
        stream.create(publishers.getFirst(), config -> {
            config.put("deliver_subject", kit.asset("deliver"));
            config.put("deliver_group", GROUP);
        });
        subscribers.forEach(this::subscribe);
    }

    /** The subscription lives as long as the connection; the client library makes it again after a reconnect. */
    private void subscribe(Client client) {
        Dispatcher dispatcher = client.connection().createDispatcher();
        try {
            Waiting.until("the subscription of " + client.name(), Patience.LONGEST, POLL,
                    () -> attempt(client, dispatcher));
        } catch (Waiting.TimedOut e) {
            throw Failure.workload("subscribe " + client.name() + " to " + stream.stream(), e.lastSeen(),
                    "See the logs of the servers in the run folder.").causedBy(e);
        }
    }

    private Waiting.Look<Boolean> attempt(Client client, Dispatcher dispatcher) {
        try {
            client.connection().jetStream().subscribe(null, GROUP, dispatcher,
                    message -> stream.receivers().guard(() -> stream.deliveries().received(client, message)),
                    false, PushSubscribeOptions.bind(stream.stream(), stream.consumer()));
            return Waiting.Look.there(true);
        } catch (IOException | JetStreamApiException | IllegalArgumentException e) {
            // The library says "consumer not found" as IllegalArgumentException.
            return Waiting.Look.notYet(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void run() {
        // Subscribers receive from the time they subscribed until their connections are closed.
        stream.run(publishers, end -> {});
    }

    @Override
    public void onMix(Mix mix) {
        // Nothing depends on the mix: every server has its clients from the beginning.
    }

    @Override
    public void settle() {
        stream.mark(Kit.connected(publishers), end -> {});
        kit.close(subscribers);
        kit.close(publishers);
    }

    @Override
    public List<String> streams() {
        return List.of(stream.stream());
    }

    @Override
    public List<String> consumers() {
        return List.of(stream.stream() + "/" + stream.consumer());
    }

    @Override
    public boolean readBack(String leader) {
        return stream.readBack(leader);
    }

    @Override
    public void close() {
        kit.closeAll();
    }
}
