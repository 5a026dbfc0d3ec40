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

/** Without faults the workloads keep their rate, nothing fails, and all is read back. */
@Tag("real")
final class CalmTest {
    private static final List<String> MIX = List.of("v2.12.15", "v2.14.5", "v2.12.15");

    @TempDir
    Path folder;

    @Test
    void fiveSecondsAtTwentyASecondAreAHundredOperationsEach() throws IOException {
        try (TinyCluster cluster = new TinyCluster(folder, MIX)) {
            History all = new Bench(folder, cluster, 3, Storage.FILE, 20).run(Duration.ofSeconds(5), c -> {});

            assertThat(all.clientServers()).as("servers that served").hasSize(3);
            pull(all.only("durable-pull-consumer"));
            queue(all.only("queue-group-consumer"));
            keys(all.only("kv-cas"));
            streams(all.only("add-remove-streams"));
        }
    }

    private static void pull(History history) {
        assertThat(history.notOk()).isEmpty();
        assertThat(history.of(OperationKind.PUBLISH)).hasSizeBetween(85, 105);
        assertThat(history.keys(OperationKind.DELIVER)).containsAll(history.keys(OperationKind.PUBLISH));
        Truth.ofMessages(history);
    }

    private static void queue(History history) {
        pull(history);
        assertThat(history.of(OperationKind.DELIVER).stream().map(Operation::client).distinct()).hasSize(10);
    }

    /** A server may not have heard of the bucket yet that another one has just made: the create is tried again. */
    private static void keys(History history) {
        assertThat(history.notOk()).allMatch(
                o -> History.lostARace(o) || beforeTheBucketWasHeardOf(o), "came too late, or a little too early");
        assertThat(history.of(OperationKind.KV_UPDATE)).hasSizeBetween(85, 105);
        Truth.ofKeys(history);
    }

    /** Only the first create of a key; the next comes a second later. */
    private static boolean beforeTheBucketWasHeardOf(Operation o) {
        return o.kind() == OperationKind.KV_CREATE && o.note().endsWith("-0") && o.outcome() == Outcome.FAIL
                && o.error().contains("503 No Responders");
    }

    /** A busy machine may swallow the answer to a deletion; that the stream is not found then shows nothing. */
    private static void streams(History history) {
        assertThat(history.notOk()).allMatch(
                o -> o.kind() == OperationKind.STREAM_DELETE && o.outcome() == Outcome.INFO && o.error().contains("10059"));
        int changes = history.of(OperationKind.STREAM_CREATE).size() + history.of(OperationKind.STREAM_DELETE).size();
        assertThat(changes + history.of(OperationKind.STREAM_LIST).size()).isBetween(85, 105);
        assertThat(history.of(OperationKind.STREAM_LIST))
                .allMatch(o -> o.value().split(" ").length <= 10, "at most ten");
        assertThat(history.of(OperationKind.FINAL_EXISTS).stream().filter(o -> o.note().equals("exists")).count())
                .as("what is there is there through each server")
                .isEqualTo(3 * history.count(OperationKind.MARKER, Outcome.OK))
                .isPositive();
        Truth.ofStreams(history);
    }
}
