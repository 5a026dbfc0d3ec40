package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.RunFolder;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cell whose cluster cannot be made: a file lies where the folder of its first server has to be. */
@Tag("real")
class CrashedCellTest {
    private static final Duration TIME = Duration.ofSeconds(12);
    private static final long SEED = 3;

    @TempDir
    Path folder;

    private final List<RunEvent> told = new CopyOnWriteArrayList<>();

    private Matrix run(int obstacles) {
        return RealRun.calm(folder.resolve("run"), SEED, TIME, event -> {
            told.add(event);
            if (event instanceof RunEvent.CellStarted started && started.cell().number() <= obstacles) {
                obstruct(started.cell());
            }
        });
    }

    private void obstruct(Cell cell) {
        try {
            Path servers = folder.resolve("run/cells").resolve(cell.folderName()).resolve("servers");
            Files.createDirectories(servers);
            String cluster = "nc-" + Long.toString(cell.seed() & 0xffff, 36) + "-" + cell.number();
            Files.createFile(servers.resolve(cluster + "-0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void is_tried_once_more_alone_and_may_pass_then() throws IOException {
        Matrix matrix = run(1);
        Matrix.Row row = matrix.rows().getFirst();
        assertThat(row.result().verdict()).isInstanceOf(Verdict.Pass.class);
        assertThat(row.result().verdict().why()).startsWith("clean in run 2; run 1: crashed");
        assertThat(row.result().attempts()).isEqualTo(2);
        assertThat(row.folder()).startsWith("cells/02-");
        assertThat(folder.resolve("run/cells")).isDirectoryContaining(path -> path.getFileName().toString().startsWith("01-"));
        assertThat(told).anyMatch(event -> event instanceof RunEvent.Note note && note.text().contains("alone once more"));
        assertThat(matrix.exit()).isZero();
    }

    /** What the machine lacks is no crash of ours: the matrix says what happened, and the run ends with the error. */
    @Test
    void counts_as_crashed_when_it_crashes_again_and_the_run_ends_with_what_the_machine_lacks() throws IOException {
        assertThat(run(2).exit()).isEqualTo(254);
        Matrix matrix = new RunFolder(folder.resolve("run")).matrix();
        assertThat(matrix.rows().getFirst().result().verdict()).isInstanceOf(Verdict.Crashed.class);
        assertThat(matrix.rows().getFirst().result().attempts()).isEqualTo(2);
        assertThat(matrix.exit()).isEqualTo(254);
        assertThat(matrix.exitWhy()).contains("write the configuration of");
    }
}
