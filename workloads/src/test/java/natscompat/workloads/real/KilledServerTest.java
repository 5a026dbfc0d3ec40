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
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are killed under load and come back: what the history says is still true. */
@Tag("real")
final class KilledServerTest {
    private static final Duration A_WHILE = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    @Test
    void theHistoryIsTrueAfterOneAndThenTwoServersWereAway() throws IOException {
        try (TinyCluster cluster = new TinyCluster(folder, List.of("v2.12.15", "v2.14.5", "v2.12.15"))) {
            History history = new Bench(folder, cluster, 3, Storage.FILE, 20)
                    .run(Duration.ofSeconds(5), KilledServerTest::trouble);

            assertThat(history.of(OperationKind.MARKER)).allMatch(Operation::ok, "is ok");
            Truth.ofAll(history);
            for (String workload : List.of("durable-pull-consumer", "queue-group-consumer")) {
                History own = history.only(workload);
                assertThat(own.keys(OperationKind.DELIVER))
                        .as(workload)
                        .containsAll(own.keys(OperationKind.PUBLISH, Outcome.OK));
            }
        }
    }

    /** One server away for a while, then two at once: nothing can be written until one of them is back. */
    private static void trouble(TinyCluster cluster) {
        Waiting.pause("some load", A_WHILE);
        cluster.kill(0);
        Waiting.pause("load without one server", A_WHILE);
        cluster.start(0);
        cluster.awaitBack(0);
        cluster.kill(1);
        cluster.kill(2);
        Waiting.pause("load without a majority", A_WHILE);
        cluster.start(1);
        cluster.start(2);
        cluster.awaitHealthy();
    }

    @Test
    void operationsThatAreGivenUpAreNotCalledOk() throws IOException {
        try (TinyCluster cluster = new TinyCluster(folder, List.of("v2.11.17", "v2.12.15", "v2.12.15"))) {
            History history = new Bench(folder, cluster, 3, Storage.FILE, 40).run(Duration.ofSeconds(2), c -> {
                Waiting.pause("some load", A_WHILE);
                c.kill(1);
                c.kill(2);
            }, c -> {
                Waiting.pause("patience after the stop", Duration.ofSeconds(6));
                c.start(1);
                c.start(2);
            });

            assertThat(history.notOk()).isNotEmpty();
            Truth.ofAll(history);
        }
    }
}
