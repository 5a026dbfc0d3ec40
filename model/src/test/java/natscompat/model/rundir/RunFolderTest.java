package natscompat.model.rundir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderThatExistsIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> RunFolder.create(folder))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("exists already")
                .hasMessageContaining("--out");
    }

    @Test
    void aFolderThatCannotBeMadeIsTheMachinesAffair() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> RunFolder.create(file.resolve("run")))
                .isInstanceOfSatisfying(FailureException.class,
                        e -> assertThat(e.failure().category().exitCode()).isEqualTo(254));
    }

    @Test
    void documentsComeBackAsTheyWere() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("runs").resolve("one"));
        run.write(Samples.plan());
        run.write(Samples.matrix());
        assertThat(run.plan()).isEqualTo(Samples.plan());
        assertThat(run.matrix()).isEqualTo(Samples.matrix());
        assertThat(run.path()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aCellHasAFolderOfItsOwn() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("one"));
        Cell cell = Samples.cell(7, Optional.empty());
        CellFolder made = run.create(cell);
        made.write(Samples.result(new Verdict.Pass("why")));
        assertThat(run.cells()).containsExactly(made);
        assertThat(made.path().getFileName()).hasToString("07-upgrade-none");
        assertThat(made.cell()).isEqualTo(cell);
        assertThat(made.result().verdict()).isEqualTo(new Verdict.Pass("why"));
        assertThat(made.server("n0")).isDirectory();
    }

    @Test
    void eventsAreOnDiskBeforeWriteReturnsAndLateOnesAreDropped() throws IOException {
        CellFolder cell = RunFolder.create(folder.resolve("one")).create(Samples.cell(1, Optional.empty()));
        EventWriter events = cell.eventWriter();
        List<Event> written = new ArrayList<>();
        for (Event event : Samples.EVENTS) {
            events.write(event);
            written.add(event);
            assertThat(cell.events()).isEqualTo(written);
        }
        events.close();
        events.write(Samples.EVENTS.getFirst());
        assertThat(cell.events()).isEqualTo(written);
    }
}
