package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.client.Connections;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that nobody answers for when they are read back: a release's fault, and no reason to hang until we are given up. */
@Tag("real")
final class LeaderlessReadBackTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void anyNumberOfStreamsThatNobodyAnswersForCostsOneLimit() throws IOException {
        CellFolder cell = new CellFolder(Files.createDirectories(folder.resolve("cell")));
        AtomicBoolean stop = new AtomicBoolean();
        try (TinyCluster cluster = new TinyCluster(folder, List.of("v2.12.15", "v2.12.15", "v2.12.15"));
                Connections connections = new Connections();
                HistoryWriter history = cell.historyWriter()) {
            Dimensions dimensions = new Dimensions(3, 3, Storage.FILE, "2.26.2", StopStyle.SIGTERM, 40);
            Workload streams = Workloads.create("add-remove-streams", new WorkloadContext("cell." + cluster.name(0),
                    cluster.endpoints(), dimensions, Draws.of(1), connections, history, event -> {}, new RunClock(),
                    stop::get));
            streams.prepare();
            Crew load = new Crew("load");
            load.start("streams", streams::run);
            Waiting.pause("some streams", Duration.ofSeconds(3));
            stop.set(true);
            load.awaitAll(LONG);
            streams.settle();
            streams.readBack(cluster.name(0));
            cluster.freeze();
            long began = System.nanoTime();
            streams.readBack(cluster.name(0));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
            streams.close();
        }
        assertThat(looks(cell).stream().filter(op -> !op.ok())).hasSizeGreaterThan(1);
    }

    private static List<Operation> looks(CellFolder cell) throws IOException {
        return cell.history().stream().filter(op -> op.kind() == OperationKind.FINAL_EXISTS).toList();
    }
}
