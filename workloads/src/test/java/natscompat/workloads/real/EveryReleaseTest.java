package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Storage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workloads run on every minor, with one and five replicas, in files and in memory. */
@Tag("real")
final class EveryReleaseTest {
    @TempDir
    Path folder;

    private void allRun(List<String> mix, int replicas, Storage storage) throws IOException {
        try (TinyCluster cluster = new TinyCluster(folder, mix)) {
            History history = new Bench(folder, cluster, replicas, storage, 20).run(Duration.ofSeconds(2), c -> {});

            assertThat(history.notOk()).allMatch(History::lostARace, "lost a race");
            assertThat(history.of(OperationKind.MARKER)).hasSizeGreaterThanOrEqualTo(4);
            Truth.ofAll(history);
        }
    }

    @Test
    void fiveMinorsInOneClusterWithFiveReplicas() throws IOException {
        allRun(List.of("v2.9.25", "v2.10.29", "v2.11.17", "v2.12.15", "v2.14.5"), 5, Storage.FILE);
    }

    @Test
    void theOldestAloneWithoutReplicasInMemory() throws IOException {
        allRun(List.of("v2.9.25", "v2.9.25", "v2.9.25"), 1, Storage.MEMORY);
    }
}
