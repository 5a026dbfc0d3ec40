package natscompat.workloads.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import natscompat.model.history.OperationKind;
import natscompat.model.time.Waiting;

/**
 * One stream with one durable consumer under load: publishers, receivers, and the way from one to the other until all
 * that was acknowledged has been delivered. How deliveries are received is the workload's own affair: it passes what
 * starts receivers in the crew, which end when they are told to.
 */
public final class DeliveredStream {
    private static final Duration LOAD = Duration.ofDays(365);
    private static final Duration END = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Kit kit;
    private final String name;
    private final String stream;
    private final String consumer;
    private final Crew publishers = new Crew("publishers");
    private final Crew receivers = new Crew("receivers");
    private final Deliveries deliveries;
    private final FinalReads finalReads;

    /**
     * A stream that is not there yet.
     *
     * @param name begins the ids of its messages, e.g. {@code pull}
     * @param consumer name of the durable consumer
     */
    public DeliveredStream(Kit kit, String name, String consumer) {
        this.kit = kit;
        this.name = name;
        this.consumer = consumer;
        this.stream = kit.asset(name);
        this.deliveries = new Deliveries(kit, receivers, stream + "/" + consumer);
        this.finalReads = new FinalReads(kit);
    }

    /** Its name. */
    public String stream() {
        return stream;
    }

    /** The name of its consumer. */
    public String consumer() {
        return consumer;
    }

    /** Takes what is received. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** Runs receivers and acknowledgements. */
    public Crew receivers() {
        return receivers;
    }

    private String subject() {
        return stream + ".load";
    }

    /** Makes stream and consumer; {@code shape} adds to the configuration of the consumer. */
    public void create(Client client, Consumer<ObjectNode> shape) {
        Assets assets = new Assets(kit);
        assets.createStream(client, assets.stream(stream, subject()));
        ObjectNode config = assets.consumer(consumer);
        shape.accept(config);
        assets.createConsumer(client, stream, config);
    }

    /** Publishes through these clients until the workload stops, then lets the deliveries come to their end. */
    public void run(List<Client> clients, Consumer<BooleanSupplier> receive) {
        AtomicBoolean drained = new AtomicBoolean();
        receive.accept(() -> drained.get() || receivers.broken());
        for (int i = 0; i < clients.size(); i++) {
            int number = i;
            publishers.start("publisher-" + i, () -> publish(clients, number));
        }
        try {
            Waiting.reached("the end of the load", LOAD, POLL,
                    () -> kit.stopping().now() || publishers.broken() || receivers.broken());
            publishers.awaitAll(END);
            deliveries.drain(() -> ConsumerLook.allAcknowledged(clients, stream, consumer));
        } finally {
            drained.set(true);
        }
        receivers.awaitAll(END);
    }

    private void publish(List<Client> clients, int number) {
        Publisher publisher = new Publisher(kit, clients.get(number), stream, subject());
        Patience patience = kit.patience();
        kit.turns(number, clients.size(), clients.get(number), publishers, turn -> {
            String id = name + "-" + number + "-" + turn;
            publisher.publish(OperationKind.PUBLISH, id, patience).ifPresent(sequence -> deliveries.expect(id));
        });
    }

    /** Sends a marker the whole way, at most 60 s each for its publish and its delivery. */
    public void mark(Client client, Consumer<BooleanSupplier> receive) {
        AtomicBoolean seen = new AtomicBoolean();
        String id = name + "-marker";
        new Publisher(kit, client, stream, subject())
                .publish(OperationKind.MARKER, id, kit.longPatience())
                .ifPresent(sequence -> deliveries.expect(id));
        receive.accept(() -> seen.get() || receivers.broken());
        if (!Waiting.reached("the marker of " + stream, Patience.LONGEST, POLL,
                () -> deliveries.complete(id) || receivers.broken())) {
            kit.remark("the marker of " + stream + " was not delivered and acknowledged");
        }
        seen.set(true);
        receivers.awaitAll(END);
    }

    /** Reads it back and looks for its consumer; whether the leader asked for answered the read. */
    public boolean readBack(String leader) {
        boolean read = finalReads.stream(stream, leader);
        finalReads.consumer(stream, consumer, leader);
        return read;
    }
}
