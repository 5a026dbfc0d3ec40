package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.Operation;
import natscompat.model.rundir.CellFolder;
import natscompat.model.verdict.Matrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** NATS takes a server that joins under another name for another one; to the clients that are pinned to it it is the same. */
@Tag("real")
class JoinedAnewTest {
    private static final Duration TIME = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"replace-server", "rename-server"})
    void everyWorkloadGoesOnThroughAServerThatJoinedAnew(String mode) throws IOException {
        Matrix matrix = RealRun.under(folder.resolve("run"), 5, mode, TIME);
        Matrix.Row row = matrix.rows().getFirst();
        CellFolder cell = new CellFolder(folder.resolve("run").resolve(row.folder()));
        List<Event> events = cell.events();
        assertThat(events).noneMatch(Event.WorkloadFailed.class::isInstance);
        assertThat(events).noneMatch(event -> event instanceof Event.Note note && note.text().contains("calls itself"));
        assertThat(events).anyMatch(event -> event instanceof Event.Fault fault && fault.state() == FaultState.HEALED);
        Event.ServerBack first = events.stream()
                .filter(Event.ServerBack.class::isInstance)
                .map(Event.ServerBack.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no server came back: " + row.result()));
        Set<String> went = cell.history().stream()
                .filter(op -> op.ok() && op.server().equals(first.server()) && op.invoked() > first.at())
                .map(Operation::workload)
                .collect(Collectors.toSet());
        assertThat(went).as("%s", row.result()).containsExactlyInAnyOrder(
                "durable-pull-consumer", "queue-group-consumer", "kv-cas", "add-remove-streams");
    }
}
