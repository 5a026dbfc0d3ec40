package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.catalog.Catalog;
import natscompat.model.failure.Category;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CellRunTest {
    @TempDir
    Path folder;

    @Test
    void evidenceThatCannotBeReadSpoilsItsCellAndSaysWhatIsWrong() throws IOException {
        CellFolder cell = RunFolder.create(folder.resolve("run")).create(Cells.starting(1));
        Files.writeString(cell.path().resolve("history-0.jsonl"), "{\"id\":\nnonsense\n{}\n");
        CellRun run = CellRun.judged(cell, new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
        assertThat(run.judgement().crashed()).hasValueSatisfying(why -> assertThat(why).contains("history-0.jsonl line 1"));
        assertThat(run.spoilt()).isTrue();
        assertThat(run.lacked()).isEmpty();
        assertThat(run.red()).isFalse();
    }

    /** The first page of a process's memory cannot be read: an error of the disk that needs no broken disk. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void anErrorOfTheDiskIsTheMachinesAffairAndNoCrashOfOurs() throws IOException {
        CellFolder cell = RunFolder.create(folder.resolve("run")).create(Cells.starting(1));
        Files.createSymbolicLink(cell.path().resolve("history-0.jsonl"), Path.of("/proc/self/mem"));
        CellRun run = CellRun.judged(cell, new Catalog(List.of(), List.of(), List.of(), List.of(), List.of()));
        assertThat(run.lacked()).hasValueSatisfying(failure -> {
            assertThat(failure.category()).isEqualTo(Category.ENVIRONMENT);
            assertThat(failure.tried()).contains(cell.path().toString());
            assertThat(failure.why()).contains("Input/output error");
        });
        assertThat(run.judgement().crashed()).hasValueSatisfying(why -> assertThat(why).contains("Input/output error"));
        assertThat(run.spoilt()).isFalse();
        assertThat(run.red()).isFalse();
    }
}
