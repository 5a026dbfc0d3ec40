package natscompat.workloads.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import natscompat.client.Connections;
import natscompat.client.JetStreamApi;
import natscompat.client.Leadership;
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

/** Runs one workload on a cluster as the runner does, and gives back its history. */
final class Bench {
    private final Path folder;
    private final TinyCluster cluster;
    private final Dimensions dimensions;
    private final Queue<Event> events = new ConcurrentLinkedQueue<>();

    Bench(Path folder, TinyCluster cluster, int replicas, Storage storage, int rate) {
        this.folder = folder;
        this.cluster = cluster;
        this.dimensions = new Dimensions(
                cluster.endpoints().size(), replicas, storage, "2.26.2", StopStyle.SIGTERM, rate);
    }

    /** Runs for a time while something else happens; then settles and reads back through every server. */
    History run(String name, Duration time, Consumer<TinyCluster> meanwhile)
            throws IOException {
        CellFolder cell = new CellFolder(Files.createDirectories(folder.resolve("cell")));
        AtomicBoolean stop = new AtomicBoolean();
        try (Connections connections = new Connections(); HistoryWriter history = cell.historyWriter()) {
            WorkloadContext context = new WorkloadContext(cluster.name(0), cluster.endpoints(), dimensions,
                    Draws.of(1), connections, history, events::add, new RunClock(), stop::get);
            try (Workload workload = Workloads.create(name, context)) {
                workload.prepare();
                load(workload, stop, time, meanwhile);
                cluster.awaitHealthy();
                workload.settle();
                readBack(connections, workload);
            }
        }
        return new History(cell.history(), events.stream().map(Event::toString).toList());
    }

    private void load(Workload workload, AtomicBoolean stop, Duration time, Consumer<TinyCluster> meanwhile) {
        AtomicReference<Throwable> broken = new AtomicReference<>(new Ended());
        Thread load = Thread.ofVirtual().start(() -> {
            try {
                workload.run();
            } catch (RuntimeException | Error e) {
                broken.set(e);
            }
        });
        long began = System.nanoTime();
        meanwhile.accept(cluster);
        Waiting.pause("the load", time.minusNanos(System.nanoTime() - began));
        stop.set(true);
        if (!Waiting.reached("the end of the load", Duration.ofSeconds(60), Duration.ofMillis(20),
                () -> !load.isAlive())) {
            throw new AssertionError("run() does not come back");
        }
        if (!(broken.get() instanceof Ended)) {
            throw new AssertionError("run() threw", broken.get());
        }
    }

    private static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private void readBack(Connections connections, Workload workload) {
        JetStreamApi account = new JetStreamApi(
                connections.connect(cluster.endpoints().getFirst(), "mover", Duration.ofSeconds(10)));
        JetStreamApi system = new JetStreamApi(
                connections.connect(cluster.endpoints("sys").getFirst(), "sys", Duration.ofSeconds(10)));
        Leadership leadership = new Leadership(account, system);
        cluster.endpoints().forEach(server -> {
            if (dimensions.replicas() > 1) {
                workload.streams().forEach(stream ->
                        leadership.moveStream(stream, List.of(server.server()), Duration.ofSeconds(20)));
            }
            workload.readBack(server.server());
        });
    }
}
