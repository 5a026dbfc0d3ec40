package natscompat.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.RunClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkloadsTest {
    @TempDir
    Path folder;

    private WorkloadContext context(Connections connections, HistoryWriter history) {
        return new WorkloadContext("cell.1/x", List.of(new Endpoint("n0", "nats://127.0.0.1:1", "u", "p")),
                new Dimensions(3, 3, Storage.FILE, "2.26.2", StopStyle.SIGTERM, 20), Draws.of(1), connections, history,
                event -> {}, new RunClock(), () -> false);
    }

    @Test
    void makesEachUnderItsName() throws IOException {
        try (Connections connections = new Connections(); HistoryWriter history = new CellFolder(folder).historyWriter()) {
            for (WorkloadType type : Workloads.types()) {
                try (Workload workload = Workloads.create(type.name(), context(connections, history))) {
                    assertThat(workload.type()).isEqualTo(type);
                    assertThat(workload.streams()).allMatch(name -> name.matches("[A-Za-z0-9_-]+"), "a legal name");
                }
            }
        }
    }

    @Test
    void namesTheFourOfTheBurnIn() {
        assertThat(Workloads.types().stream().map(WorkloadType::name)).containsExactly(
                "durable-pull-consumer", "queue-group-consumer", "kv-cas", "add-remove-streams");
    }

    @Test
    void saysWhichThereAre() throws IOException {
        try (Connections connections = new Connections(); HistoryWriter history = new CellFolder(folder).historyWriter()) {
            assertThatThrownBy(() -> Workloads.create("kv-cass", context(connections, history)))
                    .hasMessageContaining("kv-cas, add-remove-streams");
        }
    }
}
