package natscompat.qualification.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.RunFolder;
import natscompat.qualification.Cells;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeskTest {
    private static final Cell SEVEN = Cells.taking(7, Duration.ofSeconds(10));
    private static final Cell EIGHT = Cells.taking(8, Duration.ofSeconds(10));
    private static final Cell NINE = Cells.taking(9, Duration.ofSeconds(10));

    @TempDir
    Path root;

    private RunFolder folder = new RunFolder(Path.of("/"));
    private Desk desk = new Desk(folder, attempts());

    @BeforeEach
    void aBatchOfTwo() {
        folder = RunFolder.continued(root.resolve("runs/r"));
        desk = opened();
    }

    @Test
    void everyIndexHasItsCell() {
        assertThat(claim(0)).contains(new Desk.Given(SEVEN, 1, "a red", List.of()));
        assertThat(claim(1)).contains(new Desk.Given(EIGHT, 1, "a red", List.of()));
        assertThat(claim(2)).isEmpty();
        assertThat(desk.busy(Duration.ofMinutes(1))).isTrue();
        assertThat(desk.busy(Duration.ZERO)).as("nobody was heard of just now").isFalse();
    }

    @Test
    void whoClaimsAgainHasTheNextAttemptAndTheOlderOneIsLate() throws IOException {
        claim(0);
        assertThat(desk.claim(new Claim("batch", 0, "pod-b")).orElseThrow().again()).isEqualTo("its runner pod-a is gone");
        assertThat(desk.late(7, 1)).isTrue();
        assertThat(desk.late(7, 2)).isFalse();
        assertThat(desk.deliver(7, 1, whole())).isFalse();
        assertThat(folder.folder(SEVEN).path()).doesNotExist();
        assertThat(desk.deliver(7, 2, whole())).isTrue();
        assertThat(folder.folder(SEVEN).path()).exists();
    }

    @Test
    void whatWasTakenInIsTakenInOnce() throws IOException {
        claim(0);
        assertThat(desk.deliver(7, 1, whole())).isTrue();
        assertThat(desk.deliver(7, 1, whole())).as("its runner did not hear the answer").isTrue();
        assertThat(desk.next()).containsInstanceOf(Desk.Outcome.Delivered.class);
        assertThat(desk.next()).isEmpty();
        assertThat(claim(0)).as("nothing is left to do").isEmpty();
    }

    @Test
    void runnersOfAnotherBatchGetNothing() {
        assertThat(desk.claim(new Claim("an older batch", 0, "pod-a"))).isEmpty();
    }

    @Test
    void aCellThatNoLongerFitsIsLeftOut() {
        desk.open("batch", "", List.of(SEVEN, EIGHT), cell -> cell.number() == 8);
        assertThat(claim(0)).isEmpty();
        assertThat(desk.next()).contains(new Desk.Outcome.LeftOut(SEVEN));
        assertThat(claim(1)).isPresent();
    }

    @Test
    void aLostCellIsOverAndItsLateRunnerIsRefused() throws IOException {
        claim(0);
        desk.lost(0, "OOMKilled four times");
        assertThat(desk.next()).contains(new Desk.Outcome.Lost(SEVEN, "OOMKilled four times"));
        assertThat(desk.deliver(7, 1, whole())).isFalse();
    }

    @Test
    void whatALostCellLeftIsTakenAwayByWhoClaimsNextUntilOneHasDelivered() throws IOException {
        claim(0);
        desk.lost(0, "OOMKilled four times");
        assertThat(claim(1).map(Desk.Given::remains)).contains(List.of(7));
        assertThat(claim(1).map(Desk.Given::remains)).as("the next attempt at the same cell").contains(List.of(7));
        desk.deliver(8, 2, whole());
        desk.open("the next", "", List.of(NINE), cell -> true);
        assertThat(desk.claim(new Claim("the next", 0, "pod-c")).map(Desk.Given::remains)).contains(List.of());
    }

    @Test
    void whoIsLostItselfMayHaveTakenNothingAway() {
        claim(0);
        desk.lost(0, "OOMKilled four times");
        claim(1);
        desk.lost(1, "OOMKilled four times");
        desk.open("the next", "", List.of(NINE), cell -> true);
        assertThat(desk.claim(new Claim("the next", 0, "pod-c")).map(Desk.Given::remains)).contains(List.of(7, 8));
    }

    @Test
    void aLostCellThatNobodyHadLeftNothing() {
        desk.lost(0, "the job failed");
        assertThat(claim(1).map(Desk.Given::remains)).contains(List.of());
    }

    @Test
    void afterAStopNobodyBeginsAndWhoRunsMayEnd() throws IOException {
        claim(0);
        desk.leaveOutTheRest();
        assertThat(desk.next()).contains(new Desk.Outcome.LeftOut(EIGHT));
        assertThat(claim(1)).isEmpty();
        assertThat(desk.settled()).isFalse();
        desk.deliver(7, 1, whole());
        assertThat(desk.settled()).isTrue();
    }

    @Test
    void aDeskThatBeginsAgainKnowsWhoHasWhatAndWhatIsThere() throws IOException {
        claim(0);
        desk.deliver(7, 1, whole());
        claim(1);
        Files.writeString(root.resolve("attempts.jsonl"), "{\"cell\":8,\"numb", StandardOpenOption.APPEND);
        desk = opened();
        assertThat(desk.next().map(Desk.Outcome::cell)).contains(SEVEN);
        assertThat(desk.late(8, 1)).isFalse();
        assertThat(desk.deliver(8, 1, whole())).isTrue();
        assertThat(desk.deliver(7, 1, whole())).as("asked again by the runner of before").isTrue();
    }

    @Test
    void whoWorksForABatchThatIsStillToComeWaitsForIt() throws IOException {
        claim(0);
        desk = new Desk(folder, attempts());
        desk.open("the batch before", "", List.of(EIGHT), cell -> true);
        assertThat(desk.toCome("batch")).isTrue();
        assertThat(desk.toCome(7, 1)).isTrue();
        assertThat(desk.late(7, 1)).isFalse();
        desk.open("batch", "", List.of(SEVEN), cell -> true);
        assertThat(desk.toCome("batch")).isFalse();
        assertThat(desk.toCome(7, 1)).isFalse();
        assertThat(desk.deliver(7, 1, whole())).isTrue();
        assertThat(desk.toCome("the batch before")).as("it is over").isFalse();
    }

    @Test
    void afterTheLastBatchNoneIsToCome() {
        desk.close();
        assertThat(desk.toCome("another batch")).isFalse();
    }

    @Test
    void aRunnerThatIsNotHeardOfIsLost() {
        claim(0);
        desk.loseSilent(Duration.ofMinutes(10));
        assertThat(desk.next()).isEmpty();
        desk.loseSilent(Duration.ZERO);
        assertThat(desk.next().map(Desk.Outcome::cell)).contains(SEVEN);
        assertThat(desk.late(7, 1)).isTrue();
        assertThat(desk.next()).as("nobody has the other one").isEmpty();
    }

    @Test
    void aCellIsNotGivenOutForEver() {
        for (int attempt = 1; attempt <= Desk.MOST_ATTEMPTS; attempt++) {
            assertThat(claim(0).map(Desk.Given::attempt)).contains(attempt);
        }
        assertThat(claim(0)).isEmpty();
        assertThat(desk.next()).contains(new Desk.Outcome.Lost(SEVEN, "8 runners had it, and none brought it"));
    }

    private Optional<Desk.Given> claim(int index) {
        return desk.claim(new Claim("batch", index, "pod-a"));
    }

    private Desk opened() {
        Desk made = new Desk(folder, attempts());
        made.open("batch", "a red", List.of(SEVEN, EIGHT), cell -> true);
        return made;
    }

    private Attempts attempts() {
        try {
            return new Attempts(root == null ? Path.of("none") : root.resolve("attempts.jsonl"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path whole() throws IOException {
        Path made = Files.createTempDirectory(root, "part");
        Files.writeString(made.resolve("cell.json"), "{}");
        return made;
    }
}
