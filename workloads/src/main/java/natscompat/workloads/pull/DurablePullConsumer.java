package natscompat.workloads.pull;

import java.util.List;
import java.util.function.BooleanSupplier;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.plan.Mix;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.support.Assets;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.DeliveredStream;
import natscompat.workloads.support.Kit;

/** Publishes to one stream through every server and fetches from one durable consumer through every server. */
public final class DurablePullConsumer implements Workload {
    /** What {@code list workloads} shows. */
    public static final WorkloadType TYPE = new WorkloadType(
            "durable-pull-consumer",
            "publishes with message ids and fetches from one durable pull consumer, through every server",
            "2.9.0", 1,
            List.of("acked-message-kept", "stored-once", "one-sequence-one-payload", "delivered-at-least-once",
                    "not-redelivered-after-ack", "assets-exist"),
            List.of(Assets.ACK_WAIT, Assets.DUPLICATE_WINDOW));

    private final Kit kit;
    private final DeliveredStream stream;
    private List<Client> clients = List.of();

    /** For one cell. */
    public DurablePullConsumer(WorkloadContext context) {
        this.kit = new Kit(TYPE.name(), context);
        this.stream = new DeliveredStream(kit, "pull", "puller");
    }

    @Override
    public WorkloadType type() {
        return TYPE;
    }

    @Override
    public void prepare() {
        clients = kit.clientForEachServer("client");
        stream.create(clients.getFirst(), config -> {});
    }

    @Override
    public void run() {
        stream.run(clients, this::startPullers);
    }

    private void startPullers(BooleanSupplier end) {
        clients.forEach(client -> stream.receivers().start("puller",
                () -> new Puller(client, stream.stream(), stream.consumer(), stream.deliveries()).run(end)));
    }

    @Override
    public void onMix(Mix mix) {
        // Nothing depends on the mix: every server has its client from the beginning.
    }

    @Override
    public void settle() {
        stream.mark(Kit.connected(clients), this::startPullers);
        kit.close(clients);
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
