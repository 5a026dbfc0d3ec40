package natscompat.workloads.real;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.client.Connections;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CostTest {
    @TempDir
    Path folder;

    @Test
    void cost() throws IOException {
        List<List<String>> sets = List.of(List.of("durable-pull-consumer"), List.of("queue-group-consumer"),
                List.of("kv-cas"), List.of("add-remove-streams"),
                List.of("durable-pull-consumer", "queue-group-consumer", "kv-cas", "add-remove-streams"));
        try (TinyCluster cluster = new TinyCluster(folder, List.of("v2.12.15", "v2.14.5", "v2.12.15"))) {
            int n = 0;
            for (List<String> set : sets) {
                one(cluster, set, n++);
            }
        }
    }

    private void one(TinyCluster cluster, List<String> set, int n) throws IOException {
        CellFolder cell = new CellFolder(Files.createDirectories(folder.resolve("cell" + n)));
        AtomicBoolean stop = new AtomicBoolean();
        try (Connections connections = new Connections(); HistoryWriter history = cell.historyWriter()) {
            List<Workload> all = new ArrayList<>();
            for (String w : set) {
                WorkloadContext context = new WorkloadContext("cost" + n, cluster.endpoints(),
                        new Dimensions(3, 3, Storage.FILE, "x", StopStyle.SIGTERM, 20),
                        Draws.of(1), connections, history, e -> System.out.println(e), new RunClock(), stop::get);
                all.add(Workloads.create(w, context));
            }
            long t0 = System.nanoTime();
            all.forEach(Workload::prepare);
            long t1 = System.nanoTime();
            List<Thread> threads = all.stream().map(w -> Thread.ofVirtual().start(w::run)).toList();
            long cpu = cpu(); long jvm = jvm(); long rec = history.recorded();
            Waiting.pause("x", Duration.ofSeconds(10));
            System.out.printf("%s prepare %d ms; per s: servers %d ms cpu, jvm %d ms cpu, %d ops, threads %d%n", set,
                    (t1 - t0) / 1000000, (cpu() - cpu) / 10, (jvm() - jvm) / 10, (history.recorded() - rec) / 10,
                    ManagementFactory.getThreadMXBean().getThreadCount());
            stop.set(true);
            long t2 = System.nanoTime();
            Waiting.reached("x", Duration.ofSeconds(60), Duration.ofMillis(5), () -> threads.stream().noneMatch(Thread::isAlive));
            long t3 = System.nanoTime();
            all.forEach(Workload::settle);
            long t4 = System.nanoTime();
            all.forEach(w -> w.readBack(cluster.name(1)));
            long t5 = System.nanoTime();
            all.forEach(w -> w.readBack(cluster.name(2)));
            long t6 = System.nanoTime();
            System.out.printf("  drain %d ms settle %d ms read %d ms read again %d ms%n", (t3 - t2) / 1000000, (t4 - t3) / 1000000, (t5 - t4) / 1000000, (t6 - t5) / 1000000);
            all.forEach(Workload::close);
        }
    }

    private static long jvm() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    private static long cpu() {
        return ProcessHandle.current().children().mapToLong(p -> p.info().totalCpuDuration().orElseThrow().toMillis()).sum();
    }
}
