package natscompat.workloads;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.failure.Failure;
import natscompat.workloads.assets.AddRemoveStreams;
import natscompat.workloads.kv.KvCas;
import natscompat.workloads.pull.DurablePullConsumer;
import natscompat.workloads.queue.QueueGroupConsumer;

/** All workloads: what there is for the catalogue, and how to make one. A new workload is one more entry here. */
public final class Workloads {
    private record Entry(WorkloadType type, Function<WorkloadContext, Workload> maker) {}

    private static final List<Entry> ALL = List.of(
            new Entry(DurablePullConsumer.TYPE, DurablePullConsumer::new),
            new Entry(QueueGroupConsumer.TYPE, QueueGroupConsumer::new),
            new Entry(KvCas.TYPE, KvCas::new),
            new Entry(AddRemoveStreams.TYPE, AddRemoveStreams::new));

    private Workloads() {}

    /** Every workload, in the order in which they are listed. */
    public static List<WorkloadType> types() {
        return ALL.stream().map(Entry::type).toList();
    }

    /**
     * Makes a workload for one cell; touches no server yet.
     *
     * @throws natscompat.model.failure.FailureException of category INPUT when there is none of that name
     */
    public static Workload create(String name, WorkloadContext context) {
        Map<String, Entry> byName = new LinkedHashMap<>();
        ALL.forEach(entry -> byName.put(entry.type().name(), entry));
        Entry entry = byName.get(name);
        if (entry == null) {
            throw Failure.input("start the workload " + name, "there are only " + String.join(", ", byName.keySet()),
                    "See `nats-compat list workloads`.");
        }
        return entry.maker().apply(context);
    }
}
