package natscompat.qualification;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import natscompat.client.Connections;
import natscompat.mayhem.FaultDriver;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Step;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.RunClock;
import natscompat.platform.Cluster;
import natscompat.workloads.Workload;

/** Takes steps on a cluster, with made-up workloads or without. */
final class Taking {
    private Taking() {}

    /** One after the other, as in one cell, whose folder is made in {@code folder}. */
    static void steps(
            Path folder,
            Cluster cluster,
            FaultDriver faults,
            AtomicBoolean loadStopped,
            Consumer<Event> events,
            List<? extends Step> steps)
            throws IOException {
        steps(folder, cluster, faults, loadStopped, events, List.of(), steps);
    }

    /** The same under this load, which nobody starts. */
    static void steps(
            Path folder,
            Cluster cluster,
            FaultDriver faults,
            AtomicBoolean loadStopped,
            Consumer<Event> events,
            List<Workload> workloads,
            List<? extends Step> steps)
            throws IOException {
        Cell cell = Cells.taking(1, Duration.ofSeconds(30));
        RunClock clock = new RunClock();
        RunFolder run = RunFolder.create(folder.resolve("run"));
        try (HistoryWriter history = run.create(cell).historyWriter();
                Connections connections = new Connections();
                Steering steering = new Steering(cluster, connections, "test")) {
            CellContext context = new CellContext(cell, run.folder(cell), clock, history, events);
            try (LeaderWatch watch = new LeaderWatch(cluster, steering, event -> {}, clock);
                    Load load = new Load(workloads, loadStopped, events, clock)) {
                StepRunner runner = new StepRunner(context, cluster, steering, watch, load, faults, new StopSign(),
                        new Canarying(Optional.empty()), KeepOpen.NOT);
                steps.forEach(runner::take);
            }
        }
    }
}
