package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.catalog.Catalog;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import org.junit.jupiter.api.Test;
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
        assertThat(run.red()).isFalse();
    }
}
