package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.plan.Storage;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed under load and comes back: what the history says is still true. */
@Tag("real")
final class KilledServerTest {
    private static final List<String> MIX = List.of("v2.12.15", "v2.14.5", "v2.12.15");
    private static final Duration TIME = Duration.ofSeconds(8);

    @TempDir
    Path folder;

    private History run(String workload) throws IOException {
        try (TinyCluster cluster = new TinyCluster(folder, MIX)) {
            History history = new Bench(folder, cluster, 3, Storage.FILE, 20).run(workload, TIME, c -> {
                Waiting.pause("some load", Duration.ofSeconds(2));
                c.kill(0);
                Waiting.pause("load without one server", Duration.ofSeconds(3));
                c.start(0);
            });
            System.out.println(workload + " " + history);
            assertThat(history.of(OperationKind.MARKER)).isNotEmpty().allMatch(Operation::ok, "is ok");
            return history;
        }
    }

    private static void everythingIsTrue(History history) {
        assertThat(history.completeReads()).isEqualTo(3);
        List<Operation> stored = history.of(OperationKind.FINAL_READ).stream().filter(o -> o.sequence() > 0).toList();
        stored.stream().collect(Collectors.groupingBy(Operation::leader)).forEach((leader, read) -> {
            assertThat(read.stream().map(Operation::key).toList()).as("read of " + leader).doesNotHaveDuplicates();
            assertThat(said(read)).as("read of " + leader).containsAll(said(published(history, Outcome.OK)));
            assertThat(keys(published(history, Outcome.FAIL)))
                    .as("failed, and read of " + leader)
                    .noneMatch(keys(read)::contains);
        });
    }

    private static List<Operation> published(History history, Outcome outcome) {
        return history.of(OperationKind.PUBLISH).stream().filter(o -> o.outcome() == outcome).toList();
    }

    private static Set<String> keys(List<Operation> operations) {
        return operations.stream().map(Operation::key).collect(Collectors.toSet());
    }

    private static Set<String> said(List<Operation> operations) {
        return operations.stream().map(o -> o.sequence() + " " + o.key() + " " + o.value()).collect(Collectors.toSet());
    }

    @Test
    void pullTellsTheTruth() throws IOException {
        History history = run("durable-pull-consumer");

        everythingIsTrue(history);
        assertThat(history.keys(OperationKind.DELIVER)).containsAll(keys(published(history, Outcome.OK)));
    }

    @Test
    void queueTellsTheTruth() throws IOException {
        History history = run("queue-group-consumer");

        everythingIsTrue(history);
        assertThat(history.keys(OperationKind.DELIVER)).containsAll(keys(published(history, Outcome.OK)));
    }

    @Test
    void compareAndSetTellsTheTruth() throws IOException {
        History history = run("kv-cas");

        assertThat(history.completeReads()).isEqualTo(3);
        history.of(OperationKind.FINAL_READ).stream()
                .filter(o -> o.sequence() > 0)
                .collect(Collectors.groupingBy(Operation::leader))
                .forEach((leader, read) -> {
                    Set<String> values = read.stream().map(o -> o.sequence() + o.value()).collect(Collectors.toSet());
                    Set<String> payloads = read.stream().map(Operation::value).collect(Collectors.toSet());
                    for (Operation update : history.of(OperationKind.KV_UPDATE)) {
                        switch (update.outcome()) {
                            case OK -> assertThat(values).contains(update.sequence() + update.value());
                            case FAIL -> assertThat(payloads).doesNotContain(update.value());
                            case INFO -> assertThat(update.error()).isNotEmpty();
                        }
                    }
                });
    }

    @Test
    void addRemoveTellsTheTruth() throws IOException {
        History history = run("add-remove-streams");

        Set<String> deleted = assets(history, OperationKind.STREAM_DELETE, Outcome.OK);
        Set<String> maybe = assets(history, OperationKind.STREAM_DELETE, Outcome.INFO);
        Set<String> created = assets(history, OperationKind.STREAM_CREATE, Outcome.OK);
        for (Operation look : history.of(OperationKind.FINAL_EXISTS)) {
            boolean exists = look.note().equals("exists");
            assertThat(exists && deleted.contains(look.asset())).as(look + " was deleted").isFalse();
            if (created.contains(look.asset()) && !deleted.contains(look.asset()) && !maybe.contains(look.asset())) {
                assertThat(exists).as(look.toString()).isTrue();
            }
        }
        assertThat(assets(history, OperationKind.FINAL_EXISTS, Outcome.OK)).containsAll(created);
    }

    private static Set<String> assets(History history, OperationKind kind, Outcome outcome) {
        return history.of(kind).stream()
                .filter(o -> o.outcome() == outcome)
                .map(Operation::asset)
                .collect(Collectors.toSet());
    }
}
