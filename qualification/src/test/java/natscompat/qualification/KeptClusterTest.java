package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.model.event.RunEvent;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --keep}: judged and told first, then kept; the Ctrl-C that ends it spoils no verdict. */
@Tag("real")
class KeptClusterTest {
    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Test
    void isJudgedBeforeItIsKeptAndPassesWhenItIsStopped() {
        Matrix matrix = RealRun.kept(folder.resolve("run"), 5, Duration.ofSeconds(12), event -> {
            if (event instanceof RunEvent.Note note) {
                notes.add(note.text());
            }
        });
        assertThat(notes).filteredOn(text -> text.contains("servers still run") || text.startsWith("kept: "))
                .satisfiesExactly(
                        verdict -> assertThat(verdict).startsWith("cell 1: Pass"),
                        kept -> assertThat(kept).contains("nats://"));
        assertThat(matrix.rows().getFirst().result().verdict()).isInstanceOf(Verdict.Pass.class);
        assertThat(matrix.exit()).isZero();
        assertThat(matrix.complete()).as("exit 0, and a build server is not told that something is missing").isTrue();
    }
}
