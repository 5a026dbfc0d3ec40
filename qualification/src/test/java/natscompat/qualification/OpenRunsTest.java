package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import natscompat.model.rundir.RunInfo;
import natscompat.publish.leftover.Owner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRunsTest {
    private static final Owner US = Owner.current();
    /** Our process id, begun at another time: a process that is gone. */
    private static final Owner DEAD = new Owner(US.place(), US.pid(), US.start() + 1);

    private static final Owner ELSEWHERE = new Owner("0badcafe", US.pid(), US.start() + 1);

    @TempDir
    Path folder;

    private OpenRuns runs;
    private RunFolder run;
    private Path store;

    @BeforeEach
    void aRunWithOneCellUnderWay() throws IOException {
        runs = OpenRuns.in(folder.resolve("cache"));
        run = RunFolder.create(folder.resolve("elsewhere/run"));
        store = store("01-upgrade");
    }

    private Path store(String cell) throws IOException {
        Path server = Files.createDirectories(run.path().resolve("cells").resolve(cell).resolve("servers/n1"));
        Files.writeString(server.resolve("log"), "evidence");
        Path file = Files.createDirectories(server.resolve("store/jetstream")).resolve("1.blk");
        Files.writeString(file, "messages");
        return server.resolve("store");
    }

    /** As if that process had opened the run and written its run.json. */
    private Path openedBy(Owner owner) throws IOException {
        wroteInfo(owner);
        OpenRuns.Entry ours = runs.open(run.path());
        Path entry = runs.folder().resolve(owner.text() + ".1");
        return Files.move(ours.file(), entry);
    }

    private void wroteInfo(Owner owner) throws IOException {
        run.write(new RunInfo(RunInfo.SCHEMA, "r", "test", Instant.now(), owner.pid(), owner.start(), List.of(), "", 1));
    }

    @Test
    void storesOfAKilledRunGoAndItsEvidenceStays() throws IOException {
        Path entry = openedBy(DEAD);
        assertThat(runs.abandoned()).singleElement().extracting(OpenRuns.Abandoned::stores).isEqualTo(List.of(store));
        assertThat(runs.clean()).singleElement().extracting(OpenRuns.Abandoned::text)
                .isEqualTo("stores of 1 servers in " + run.path() + " (its history and logs stay)");
        assertThat(store).doesNotExist();
        assertThat(store.resolveSibling("log")).hasContent("evidence");
        assertThat(entry).doesNotExist();
        assertThat(runs.clean()).isEmpty();
    }

    @Test
    void storesOfJudgedCellsStay() throws IOException {
        Path judged = store("02-kept");
        new CellFolder(run.path().resolve("cells/02-kept")).writeFindings(List.of());
        openedBy(DEAD);
        runs.clean();
        assertThat(judged).exists();
        assertThat(store).doesNotExist();
    }

    @Test
    void aLivingRunIsLeftAlone() throws IOException {
        Path entry = openedBy(US);
        assertThat(runs.abandoned()).isEmpty();
        assertThat(runs.clean()).isEmpty();
        assertThat(store).exists();
        assertThat(entry).exists();
    }

    @Test
    void aRunOfAnotherContainerIsLeftAlone() throws IOException {
        Path entry = openedBy(ELSEWHERE);
        assertThat(runs.clean()).isEmpty();
        assertThat(store).exists();
        assertThat(entry).exists();
    }

    @Test
    void aFolderThatAnotherProcessTookOverIsLeftAlone() throws IOException {
        Path entry = openedBy(DEAD);
        wroteInfo(US);
        assertThat(runs.clean()).isEmpty();
        assertThat(store).exists();
        assertThat(entry).doesNotExist();
    }

    @Test
    void aRunFolderThatIsGoneIsForgotten() throws IOException {
        Path entry = openedBy(DEAD);
        Files.writeString(entry, folder.resolve("gone") + "\n");
        assertThat(runs.clean()).isEmpty();
        assertThat(entry).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"schema\":", "\0\0\0\0"})
    void aRunWhoseDescriptionIsLostIsToldOnceAndItsStoresStay(String rest) throws IOException {
        Path entry = openedBy(DEAD);
        Files.writeString(run.file("run.json"), rest);
        assertThat(runs.abandoned()).hasSize(1);
        assertThat(runs.clean()).singleElement().extracting(OpenRuns.Abandoned::text).asString()
                .contains("the note of a run in " + run.path(), "stay");
        assertThat(store).exists();
        assertThat(entry).doesNotExist();
        assertThat(runs.clean()).isEmpty();
    }

    @Test
    void anEntryThatCannotBeReadDoesNotKeepOthersFromBeingTidied() throws IOException {
        openedBy(DEAD);
        Path folderInstead = Files.createDirectory(runs.folder().resolve(DEAD.text() + ".0"));
        assertThat(runs.clean()).hasSize(2);
        assertThat(store).doesNotExist();
        assertThat(folderInstead).doesNotExist();
    }

    @Test
    void aRunThatEndsRemovesItsEntry() {
        try (OpenRuns.Entry entry = runs.open(run.path())) {
            assertThat(entry.file()).exists();
        }
        assertThat(runs.folder()).isEmptyDirectory();
    }
}
