package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.checker.Judgement;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.Waiting;
import natscompat.model.verdict.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a run comes to where its results cannot be written, and where it is stopped; nothing is run for real. */
class ResultsTest {
    @TempDir
    Path home;

    private final List<RunEvent> told = new CopyOnWriteArrayList<>();
    private Optional<Failure> failure = Optional.empty();

    private Matrix run(Judgement judgement, boolean reruns, MadeUpSite.Meanwhile meanwhile) {
        return run(MadeUpSite.spec(home.resolve("run"), 1, reruns), new MadeUpSite(judgement, meanwhile));
    }

    private Matrix run(QualificationSpec spec, Site site) {
        Qualification qualification = new Qualification(spec, site, told::add);
        Matrix matrix = qualification.run();
        failure = qualification.failure();
        assertThat(told.getLast()).as("told, whatever could not be written").isEqualTo(
                new RunEvent.RunEnded(matrix, home.resolve("run")));
        return matrix;
    }

    private static Judgement judgement(String word) {
        return word.equals("loss") ? MadeUpSite.loss() : MadeUpSite.green();
    }

    @ParameterizedTest
    @CsvSource({"loss, 1", "green, 254"})
    void aVerdictThatCannotBeWrittenHidesNone(String word, int exit) throws IOException {
        Matrix matrix = run(judgement(word), false, (run, cell) -> obstruct(cell.path().resolve("verdict.json")));
        assertThat(matrix.exit()).isEqualTo(exit);
        assertThat(new RunFolder(home.resolve("run")).matrix().exit()).as("matrix.json says the same").isEqualTo(exit);
        assertThat(failure).hasValueSatisfying(what -> {
            assertThat(what.category()).isEqualTo(Category.ENVIRONMENT);
            assertThat(what.tried()).isEqualTo("write the verdict of cell 1");
        });
    }

    @ParameterizedTest
    @CsvSource({"loss, 1", "green, 254"})
    void aMatrixThatCannotBeWrittenIsToldAllTheSame(String word, int exit) {
        Matrix matrix = run(judgement(word), false, (run, cell) -> obstruct(run.folder().file("matrix.json")));
        assertThat(matrix.exit()).isEqualTo(exit);
        assertThat(matrix.rows()).hasSize(1);
        assertThat(failure.map(Failure::tried)).hasValueSatisfying(tried -> assertThat(tried).endsWith("matrix.json"));
    }

    @Test
    void whatCanBeWrittenIsNoTrouble() {
        assertThat(run(MadeUpSite.green(), false, (run, cell) -> {}).exit()).isZero();
        assertThat(failure).isEmpty();
    }

    /** A file cannot take the place of a folder that is not empty. */
    private static void obstruct(Path file) throws IOException {
        Files.createDirectories(file.resolve("obstacle"));
    }

    /** A cluster that is kept, and a Ctrl-C when all was done: nothing was cut short. */
    @Test
    void aRunThatIsStoppedWhenAllHasEndedIsComplete() {
        Matrix matrix = run(MadeUpSite.green(), true, (run, cell) -> run.stop().raise("Ctrl-C"));
        assertThat(matrix.complete()).isTrue();
        assertThat(matrix.exit()).isZero();
    }

    @Test
    void aRunWhoseCellWasStoppedIsNot() {
        assertThat(run(MadeUpSite.interrupted(), true, (run, cell) -> run.stop().raise("Ctrl-C")).complete()).isFalse();
    }

    @Test
    void aRunIsNotCompleteWhoseVerdictStillAsksForMore() {
        assertThat(run(MadeUpSite.loss(), true, (run, cell) -> run.stop().raise("Ctrl-C")).complete()).isFalse();
    }

    /** A burn-in with --keep runs nothing again, red or not. */
    @Test
    void whereNothingIsRunAgainARedCellIsCompleteToo() {
        assertThat(run(MadeUpSite.loss(), false, (run, cell) -> run.stop().raise("Ctrl-C")).complete()).isTrue();
    }

    /** Less than 1 GiB left: the run ends with what there is, and with 2. */
    @Test
    void aFullDiskEndsTheRunWithTwo() {
        Matrix matrix = run(MadeUpSite.spec(home.resolve("run"), 2, true), new MadeUpSite(MadeUpSite.green(), (run, cell) -> {
            try (DiskWatch _ = new DiskWatch(cell.path(), Optional.empty(), Long.MAX_VALUE, run.stop())) {
                Waiting.reached("the disk watch", Duration.ofSeconds(20), Duration.ofMillis(5), () -> run.stop().up());
            }
        }));
        assertThat(matrix.exit()).isEqualTo(2);
        assertThat(matrix.exitWhy()).contains("cell 2", "less than 1 GiB of disk is left under ");
        assertThat(matrix.complete()).isFalse();
    }
}
