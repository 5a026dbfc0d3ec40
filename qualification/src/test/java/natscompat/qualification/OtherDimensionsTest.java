package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import natscompat.model.history.Event;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.rundir.CellFolder;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs whose clusters, streams or rolls are not the usual ones. */
@Tag("real")
class OtherDimensionsTest {
    private static final Duration TIME = Duration.ofSeconds(12);

    @TempDir
    Path folder;

    @Test
    void one_replica_in_memory_passes_with_proof() {
        passes(RealRun.sized(folder.resolve("run"), 9, new RealRun.Size(3, 1, Storage.MEMORY), TIME));
    }

    /** Followers of five write at each of our own moves of leaders that there is no quorum: no alarm. */
    @Test
    void five_servers_with_five_replicas_pass_with_proof() throws IOException {
        Matrix matrix = RealRun.sized(folder.resolve("run"), 9, new RealRun.Size(5, 5, Storage.FILE), TIME);
        passes(matrix);
        assertThat(events(matrix.rows().getFirst()).stream().filter(Event.ServerStarted.class::isInstance)).hasSize(5);
    }

    @Test
    void a_downgrade_that_stops_its_servers_as_lame_ducks_passes_with_proof() throws IOException {
        Matrix matrix = RealRun.of(folder.resolve("run"), 9, request -> request.withProfile("smoke")
                .withWalks(List.of("downgrade")).withMayhem(List.of("none")).withStop(StopStyle.LAME_DUCK));
        passes(matrix);
        for (Matrix.Row row : matrix.rows()) {
            assertThat(events(row).stream().filter(Event.ServerOut.class::isInstance)).as("rolls of %s", row.folder()).hasSize(3);
            assertThat(lameDucks(row)).as("what the servers of %s say themselves", row.folder()).isEqualTo(3);
        }
    }

    /** Between the releases nobody runs: old and new never meet. */
    @Test
    void a_cold_swap_starts_all_anew_at_once_and_passes_with_proof() throws IOException {
        Matrix matrix = RealRun.of(folder.resolve("run"), 9, request -> request.withProfile("smoke")
                .withWalks(List.of("cold-swap")).withMayhem(List.of("none")));
        passes(matrix);
        List<Event> events = events(matrix.rows().getFirst());
        List<Integer> starts = IntStream.range(0, events.size())
                .filter(i -> events.get(i) instanceof Event.ServerStarted)
                .boxed()
                .toList();
        List<String> versions = starts.stream().map(i -> ((Event.ServerStarted) events.get(i)).version()).toList();
        assertThat(versions.subList(0, 3)).containsOnly("2.12.15");
        assertThat(versions.subList(3, versions.size())).as("the swap, and one more roll").hasSize(6).containsOnly("2.14.5");
        assertThat(events.subList(starts.get(2), starts.get(3)).stream().filter(Event.ServerEnded.class::isInstance)).hasSize(3);
    }

    private long lameDucks(Matrix.Row row) throws IOException {
        long lines = 0;
        try (Stream<Path> files = Files.walk(folder.resolve("run").resolve(row.folder()))) {
            for (Path log : files.filter(file -> file.endsWith("nats.log")).toList()) {
                lines += Files.readAllLines(log).stream().filter(line -> line.contains("Entering lame duck mode")).count();
            }
        }
        return lines;
    }

    private static void passes(Matrix matrix) {
        Map<String, String> verdicts = RealRun.verdicts(matrix);
        List<Finding> findings = matrix.rows().stream().flatMap(row -> row.result().findings().stream()).toList();
        assertThat(verdicts.values()).as("%s %s", verdicts, findings).isNotEmpty()
                .allMatch(verdict -> verdict.startsWith("Pass"));
        assertThat(matrix.exit()).isZero();
    }

    private List<Event> events(Matrix.Row row) throws IOException {
        return new CellFolder(folder.resolve("run").resolve(row.folder())).events();
    }
}
