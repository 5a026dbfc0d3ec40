package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.Storage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without faults a workload keeps its rate, nothing fails, and all is read back. */
@Tag("real")
final class CalmTest {
    private static final List<String> MIX = List.of("v2.12.15", "v2.14.5", "v2.12.15");
    private static final Duration TIME = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private History run(String workload) throws IOException {
        try (TinyCluster cluster = new TinyCluster(folder, MIX)) {
            History history = new Bench(folder, cluster, 3, Storage.FILE, 20).run(workload, TIME, c -> {});
            assertThat(history.clientServers()).as("servers that served").hasSize(3);
            return history;
        }
    }

    @Test
    void pullKeepsItsRateAndDeliversEverything() throws IOException {
        History history = run("durable-pull-consumer");

        assertThat(history.all()).allMatch(Operation::ok, "is ok");
        assertThat(history.of(OperationKind.PUBLISH)).hasSizeBetween(85, 105);
        assertThat(history.keys(OperationKind.DELIVER)).containsAll(history.keys(OperationKind.PUBLISH));
    }

    @Test
    void queueKeepsItsRateAndEveryMemberGetsSome() throws IOException {
        History history = run("queue-group-consumer");

        assertThat(history.all()).allMatch(Operation::ok, "is ok");
        assertThat(history.of(OperationKind.PUBLISH)).hasSizeBetween(85, 105);
        assertThat(history.keys(OperationKind.DELIVER)).containsAll(history.keys(OperationKind.PUBLISH));
        assertThat(history.of(OperationKind.DELIVER).stream().map(Operation::client).distinct()).hasSize(10);
    }

    @Test
    void compareAndSetKeepsItsRate() throws IOException {
        History history = run("kv-cas");

        assertThat(history.of(OperationKind.KV_LEADER_GET)).allMatch(Operation::ok, "is ok");
        assertThat(history.of(OperationKind.KV_UPDATE))
                .hasSizeBetween(85, 105)
                .allMatch(o -> o.ok() || o.error().contains("10071"), "is ok or came too late");
    }

    @Test
    void addRemoveStaysWithinTenStreams() throws IOException {
        History history = run("add-remove-streams");

        assertThat(history.all()).allMatch(Operation::ok, "is ok");
        int size = history.of(OperationKind.STREAM_CREATE).size() + history.of(OperationKind.STREAM_DELETE).size()
                + history.of(OperationKind.STREAM_LIST).size();
        assertThat(size).isBetween(85, 105);
        assertThat(history.of(OperationKind.STREAM_LIST))
                .allMatch(o -> o.value().split(" ").length <= 10, "at most ten");
        assertThat(history.of(OperationKind.STREAM_CREATE).size() - history.of(OperationKind.STREAM_DELETE).size())
                .isBetween(1, 10);
        assertThat(history.of(OperationKind.FINAL_EXISTS).stream().filter(o -> o.note().equals("exists")).count())
                .isEqualTo(3L * history.of(OperationKind.MARKER).size());
        assertThat(history.count(OperationKind.MARKER, Outcome.OK)).isPositive();
    }
}
