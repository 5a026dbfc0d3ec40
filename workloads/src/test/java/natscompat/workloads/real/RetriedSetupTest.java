package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import natscompat.client.Connections;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.workloads.WorkloadContext;
import natscompat.workloads.support.Assets;
import natscompat.workloads.support.Client;
import natscompat.workloads.support.Crew;
import natscompat.workloads.support.Kit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that do not answer while a workload is set up: it tries again, and the history tells of each attempt. */
@Tag("real")
final class RetriedSetupTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    /** An attempt is given up after 3 s. */
    private static final Duration MORE_THAN_ONE_ATTEMPT = Duration.ofMillis(3500);

    @TempDir
    Path folder;

    @Test
    void a_stream_that_nobody_answers_for_at_first_is_made_all_the_same() throws IOException {
        CellFolder cell = new CellFolder(Files.createDirectories(folder.resolve("cell")));
        try (TinyCluster cluster = new TinyCluster(folder, List.of("v2.12.15", "v2.14.5", "v2.12.15"));
                Connections connections = new Connections();
                HistoryWriter history = cell.historyWriter()) {
            Dimensions dimensions = new Dimensions(3, 3, Storage.FILE, "2.26.2", StopStyle.SIGTERM, 20);
            Kit kit = new Kit("test", new WorkloadContext("cell." + cluster.name(0), cluster.endpoints(), dimensions,
                    Draws.of(1), connections, history, event -> {}, new RunClock(), () -> false));
            Client client = kit.clientForEachServer("client").getFirst();
            Assets assets = new Assets(kit);
            cluster.freeze();
            Crew crew = new Crew("setting up");
            crew.start("one", () -> {
                assets.createStream(client, assets.stream("S", "s.>"));
                assets.createConsumer(client, "S", assets.consumer("c"));
            });
            Waiting.pause("the first attempt to fail", MORE_THAN_ONE_ATTEMPT);
            cluster.thaw();
            crew.awaitAll(LONG);
            kit.closeAll();
        }
        assertThat(of(cell, OperationKind.STREAM_CREATE)).singleElement().satisfies(made -> {
            assertThat(made.ok()).isTrue();
            assertThat(made.attempts()).hasSizeGreaterThan(1);
            assertThat(made.attempts().getFirst().outcome()).as("nobody knows whether it happened").isEqualTo(Outcome.INFO);
            assertThat(made.attempts().getLast().outcome()).isEqualTo(Outcome.OK);
        });
        assertThat(of(cell, OperationKind.CONSUMER_CREATE)).singleElement().matches(Operation::ok);
    }

    private static List<Operation> of(CellFolder cell, OperationKind kind) throws IOException {
        return cell.history().stream().filter(op -> op.kind() == kind).toList();
    }
}
