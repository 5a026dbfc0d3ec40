package natscompat.workloads.pull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Mix;
import natscompat.model.time.Waiting;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.support.Assets;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.ConsumerLook;
import natscompat.workloads.support.Crew;
import natscompat.workloads.support.Deliveries;
import natscompat.workloads.support.FinalReads;
import natscompat.workloads.support.Kit;
import natscompat.workloads.support.Patience;
import natscompat.workloads.support.Publisher;

/** Publishes to one stream through every server and fetches from one durable consumer through every server. */
public final class DurablePullConsumer implements Workload {
    /** What {@code list workloads} shows. */
    public static final WorkloadType TYPE = new WorkloadType(
            "durable-pull-consumer",
            "publishes with message ids and fetches from one durable pull consumer, through every server",
            "2.9.0", 1,
            List.of("acked-message-kept", "stored-once", "one-sequence-one-payload", "delivered-at-least-once",
                    "not-redelivered-after-ack", "assets-exist"));

    private static final String CONSUMER = "puller";
    private static final Duration END = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Kit kit;
    private final String stream;
    private final String subject;
    private final Crew publishers = new Crew("publishers");
    private final Crew receivers = new Crew("receivers");
    private final Deliveries deliveries;
    private final FinalReads finalReads;
    private List<Client> clients = List.of();

    /** For one cell. */
    public DurablePullConsumer(WorkloadContext context) {
        this.kit = new Kit(TYPE.name(), context);
        this.stream = kit.asset("pull");
        this.subject = stream + ".load";
        this.deliveries = new Deliveries(kit, receivers, stream + "/" + CONSUMER);
        this.finalReads = new FinalReads(kit);
    }

    @Override
    public WorkloadType type() {
        return TYPE;
    }

    @Override
    public void prepare() {
        clients = kit.clientForEachServer("client");
        Assets assets = new Assets(kit);
        assets.createStream(clients.getFirst(), OperationKind.STREAM_CREATE, stream,
                assets.stream(stream, subject));
        ObjectNode consumer = assets.consumer(CONSUMER);
        assets.createConsumer(clients.getFirst(), stream, consumer);
    }

    @Override
    public void run() {
        AtomicBoolean drained = new AtomicBoolean();
        startPullers(drained);
        for (int i = 0; i < clients.size(); i++) {
            int number = i;
            publishers.start("publisher-" + i, () -> publish(number));
        }
        try {
            Waiting.reached("the end of the load", Duration.ofDays(365), POLL,
                    () -> kit.stopping().now() || publishers.broken() || receivers.broken());
            publishers.awaitAll(END);
            deliveries.drain(() -> ConsumerLook.allAcknowledged(clients, stream, CONSUMER));
        } finally {
            drained.set(true);
        }
        receivers.awaitAll(END);
    }

    private void startPullers(AtomicBoolean end) {
        clients.forEach(client -> receivers.start("puller", () ->
                new Puller(client, stream, CONSUMER, deliveries).run(() -> end.get() || receivers.broken())));
    }

    private void publish(int number) {
        Client client = clients.get(number);
        Publisher publisher = new Publisher(kit, client, stream, subject);
        kit.turns(number, clients.size(), client, publishers, turn -> {
            String id = "pull-" + number + "-" + turn;
            publisher.publish(OperationKind.PUBLISH, id, kit.patience()).ifPresent(sequence -> deliveries.expect(id));
        });
    }

    @Override
    public void onMix(Mix mix) {
        // Nothing depends on the mix: every server has its client from the beginning.
    }

    @Override
    public void settle() {
        AtomicBoolean seen = new AtomicBoolean();
        String id = "pull-marker";
        new Publisher(kit, clients.getFirst(), stream, subject)
                .publish(OperationKind.MARKER, id, kit.longPatience())
                .ifPresent(sequence -> deliveries.expect(id));
        startPullers(seen);
        Waiting.reached("the marker of " + stream, Patience.LONGEST, POLL,
                () -> deliveries.complete(id) || receivers.broken());
        seen.set(true);
        receivers.awaitAll(END);
        kit.close(clients);
    }

    @Override
    public List<String> streams() {
        return List.of(stream);
    }

    @Override
    public List<String> consumers() {
        return List.of(stream + "/" + CONSUMER);
    }

    @Override
    public void readBack(String leader) {
        finalReads.stream(stream, leader);
        finalReads.consumer(stream, CONSUMER, leader);
    }

    @Override
    public void close() {
        kit.closeAll();
    }
}
