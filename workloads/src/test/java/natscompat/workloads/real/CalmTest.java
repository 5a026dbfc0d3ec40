package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.Storage;
import natscompat.workloads.kv.KvCas;
import natscompat.workloads.pull.DurablePullConsumer;
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

    @Test
    void pullKeepsItsRateAndDeliversEverything() throws IOException {
        try (TinyCluster cluster = new TinyCluster(folder, MIX)) {
            List<Operation> history = new Bench(folder, cluster, 3, Storage.FILE, 20)
                    .run(DurablePullConsumer::new, TIME, c -> {});
            System.out.println(counts(history));
            assertThat(history).allMatch(o -> o.outcome() == Outcome.OK, "is ok");
            assertThat(of(history, OperationKind.PUBLISH)).hasSizeBetween(85, 105);
        }
    }

    @Test
    void compareAndSetKeepsItsRate() throws IOException {
        try (TinyCluster cluster = new TinyCluster(folder, MIX)) {
            List<Operation> history = new Bench(folder, cluster, 3, Storage.FILE, 20).run(KvCas::new, TIME, c -> {});
            System.out.println(counts(history));
            assertThat(of(history, OperationKind.KV_LEADER_GET)).allMatch(Operation::ok, "is ok");
            assertThat(of(history, OperationKind.KV_UPDATE)).hasSizeBetween(85, 105)
                    .allMatch(o -> o.ok() || o.error().contains("10071"), "is ok or came too late");
        }
    }

    static Map<OperationKind, Map<Outcome, Long>> counts(List<Operation> history) {
        return history.stream().collect(Collectors.groupingBy(Operation::kind,
                Collectors.groupingBy(Operation::outcome, Collectors.counting())));
    }

    static List<Operation> of(List<Operation> history, OperationKind kind) {
        return history.stream().filter(o -> o.kind() == kind).toList();
    }
}
