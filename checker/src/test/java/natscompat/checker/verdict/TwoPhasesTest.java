package natscompat.checker.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.checker.Judgement;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.CellRole;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The old release breaks a promise while it runs alone, and in the same run the promise breaks in the mix: from what was
 * recorded to blame and exit code. The first must not hide the second one (docs/adr/0023).
 */
class TwoPhasesTest {
    /** The old release alone until 20 s, the mix from 25 to 45 s. */
    private static final long ALONE = 10_000;

    private static final long MIXED = 30_000;

    private static Story story(String check, long... times) {
        Story story = Story.settled();
        for (long at : times) {
            switch (check) {
                case "assets-exist" -> vanished(story, at);
                case "clean-log" -> story.event(new Event.LogAlarm(
                        Story.ms(at), server(at), release(at), "panic", "[PANIC] ..."));
                case "server-stays-up" -> story.event(new Event.ServerEnded(
                        Story.ms(at), server(at), release(at), false, 2, 4711, 1, List.of("panic: ...")));
                default -> throw new IllegalArgumentException(check);
            }
        }
        return story;
    }

    private static String server(long at) {
        return at < MIXED ? "n1" : "n3";
    }

    private static String release(long at) {
        return at < MIXED ? Cells.OLD : Cells.NEW;
    }

    /** Created, listed, then on no list any more, and missing at the end. */
    private static void vanished(Story story, long at) {
        String stream = "T" + at;
        story.op(OperationKind.STREAM_CREATE, "add-remove-streams", stream).at(at);
        story.op(OperationKind.STREAM_LIST, "add-remove-streams", "").value(stream).at(at + 50);
        story.op(OperationKind.STREAM_LIST, "add-remove-streams", "").value("").at(at + 200);
        story.op(OperationKind.FINAL_EXISTS, "add-remove-streams", stream).note("missing").at(81_000);
    }

    /** Twice the same: what is not confirmed in what is stored has to be red twice. */
    private static Rounds rounds(List<Finding> findings) {
        Judgement run = Runs.found(findings.toArray(Finding[]::new));
        return new Rounds(Cells.upgrade(), List.of(run, run), Runs.runs("g"), Runs.runs("g"), List.of(), true);
    }

    private static int exit(Rounds rounds, Set<FailOn> failOn) {
        CellResult result = new CellResult(1, "key", Attribution.verdict(rounds), Attribution.promises(rounds), "",
                rounds.mix().getFirst().findings(), Runs.proof(List.of()), "", Duration.ZERO, 0, 2);
        return ExitCode.of(List.of(new Matrix.Row(1, Cells.PAIR, CellRole.SUBJECT, "upgrade", "kill-all", List.of(),
                result, "", "", false)), List.of(), failOn).code();
    }

    @ParameterizedTest
    @CsvSource({"assets-exist", "clean-log", "server-stays-up"})
    void whatTheOldOneDidAloneHidesNothingOfTheMix(String check) {
        List<Finding> findings = story(check, ALONE, MIXED).findings(check);
        assertThat(findings).extracting(finding -> finding.witness().phase()).containsExactlyInAnyOrder(0, 1);
        assertThat(findings).allSatisfy(finding -> assertThat(finding.count()).isEqualTo(1));
        Rounds rounds = rounds(findings);
        assertThat(Attribution.verdict(rounds)).isInstanceOf(Verdict.BrokenUnattributed.class);
        assertThat(exit(rounds, FailOn.standard())).isEqualTo(ExitCode.BROKEN);
        // What is certain of the old one stays so, whatever the mix did.
        boolean certain = check.equals("assets-exist");
        assertThat(exit(rounds, Set.of(FailOn.OLD))).isEqualTo(certain ? ExitCode.BROKEN : ExitCode.OPEN);
        assertThat(Attribution.wantsRerun(rounds)).as("whose fault it is").hasValueSatisfying(rerun -> {
            assertThat(rerun.old()).isEqualTo(2);
            assertThat(rerun.next()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @CsvSource({"assets-exist", "clean-log", "server-stays-up"})
    void whatOnlyTheOldOneDidAloneIsItsOwn(String check) {
        Rounds rounds = rounds(story(check, ALONE, ALONE + 5_000).findings(check));
        assertThat(rounds.mix().getFirst().findings()).singleElement().extracting(Finding::count).isEqualTo(2L);
        assertThat(Attribution.verdict(rounds)).isInstanceOf(Verdict.BrokenInOld.class);
        assertThat(exit(rounds, FailOn.standard())).isEqualTo(ExitCode.OPEN);
        assertThat(exit(rounds, Set.of(FailOn.OLD))).isEqualTo(ExitCode.BROKEN);
    }

    /** Nothing is stored yet, and no mix has been: the walk has nothing to do with it. */
    @Test
    void aFirstClusterOfOneReleaseThatNeverFormsIsThatReleasesDoing() {
        Story apart = Story.upgrade().forget(Event.PhaseBegan.class).forget(Event.PhaseEnded.class)
                .event(new Event.NotFormed(Story.ms(60_000), 60_000, 6, "nobody leads"));
        Rounds rounds = rounds(apart.findings("available"));
        assertThat(Attribution.verdict(rounds)).isInstanceOf(Verdict.BrokenInOld.class);
        assertThat(exit(rounds, Set.of(FailOn.OLD))).isEqualTo(ExitCode.BROKEN);
    }

    /** Neither the order in which they were found nor which came first decides. */
    @Test
    void theMixIsShownFirst() {
        Rounds rounds = rounds(story("clean-log", ALONE, MIXED).findings("clean-log"));
        assertThat(Attribution.findings(rounds, rounds.mix().getFirst()).getFirst().witness().server()).isEqualTo("n3");
    }
}
