package natscompat.workloads.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import natscompat.client.Connections;
import natscompat.client.JetStreamApi;
import natscompat.client.Leadership;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.history.Event;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.workloads.Workload;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.Workloads;
import natscompat.workloads.support.Crew;

/** Runs all workloads side by side on one cluster, as the runner does, and gives back their history. */
final class Bench {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Path folder;
    private final TinyCluster cluster;
    private final Dimensions dimensions;

    Bench(Path folder, TinyCluster cluster, int replicas, Storage storage, int rate) {
        this.folder = folder;
        this.cluster = cluster;
        this.dimensions = new Dimensions(
                cluster.endpoints().size(), replicas, storage, "2.26.2", StopStyle.SIGTERM, rate);
    }

    /** Runs for a time while something else happens; then settles and reads back through every server. */
    History run(Duration time, Consumer<TinyCluster> meanwhile) throws IOException {
        return run(time, meanwhile, c -> {});
    }

    /** Like the other; something more happens once the workloads were told to stop. */
    History run(Duration time, Consumer<TinyCluster> meanwhile, Consumer<TinyCluster> afterStop) throws IOException {
        CellFolder cell = new CellFolder(Files.createDirectories(folder.resolve("cell")));
        Queue<Event> events = new ConcurrentLinkedQueue<>();
        AtomicBoolean stop = new AtomicBoolean();
        try (Connections connections = new Connections(); HistoryWriter history = cell.historyWriter()) {
            WorkloadContext context = new WorkloadContext("cell." + cluster.name(0), cluster.endpoints(), dimensions,
                    Draws.of(1), connections, history, events::add, new RunClock(), stop::get);
            List<Workload> workloads = Workloads.types().stream()
                    .map(WorkloadType::name)
                    .map(name -> Workloads.create(name, context))
                    .toList();
            each(workloads, Workload::prepare).awaitAll(LONG);
            Crew load = each(workloads, Workload::run);
            long began = System.nanoTime();
            meanwhile.accept(cluster);
            Waiting.pause("the load", time.minusNanos(System.nanoTime() - began));
            stop.set(true);
            afterStop.accept(cluster);
            load.awaitAll(LONG);
            cluster.awaitHealthy();
            each(workloads, Workload::settle).awaitAll(LONG);
            readBack(connections, workloads);
            workloads.forEach(Workload::close);
        }
        return new History(cell.history(), events.stream().map(Event::toString).toList());
    }

    private static Crew each(List<Workload> workloads, Consumer<Workload> action) {
        Crew crew = new Crew("test");
        workloads.forEach(workload -> crew.start(workload.type().name(), () -> action.accept(workload)));
        return crew;
    }

    private void readBack(Connections connections, List<Workload> workloads) {
        Leadership leadership = new Leadership(
                new JetStreamApi(connections.connect(cluster.endpoints().getFirst(), "mover", SOON)),
                new JetStreamApi(connections.connect(cluster.systemEndpoints().getFirst(), "system", SOON)));
        cluster.endpoints().forEach(server -> {
            if (dimensions.replicas() > 1) {
                workloads.stream().flatMap(w -> w.streams().stream()).forEach(stream ->
                        leadership.moveStream(stream, List.of(server.server()), SOON));
            }
            each(workloads, workload -> workload.readBack(server.server())).awaitAll(LONG);
        });
    }
}
