package natscompat.report.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.model.plan.ReleasePair;
import natscompat.model.verdict.Verdict;
import natscompat.report.testdata.Golden;
import natscompat.report.testdata.SampleMatrix;
import natscompat.report.testdata.SamplePlan;
import natscompat.report.text.Style;
import org.junit.jupiter.api.Test;

class MatrixTextTest {
    private static final Path FOLDER = Path.of("runs", "20261120-081500-4711");
    private static final Plan TWO = SamplePlan.standard("v2.12.15", "v2.14.5");

    @Test
    void anAllGreenRunIsShortAndShowsItsProof() {
        golden("matrix-green", TWO, new SampleMatrix(TWO));
    }

    @Test
    void aCellBrokenByTheMixSaysWhatWhereWhoseAndHowToSeeItAgain() {
        golden("matrix-broken-by-mix", TWO, new SampleMatrix(TWO)
                .verdict(13, new Verdict.BrokenByMix("acked-message-kept: 3/3 mix, 0/3 old, 0/3 new, cold swap green"),
                        SampleMatrix.lost(), SampleMatrix.late())
                .exit(1, "a cell is broken in what was asked about (mix)"));
    }

    @Test
    void whatIsExcusedIsShownApartAndTheFirstLineAgreesWithTheLast() {
        String text = MatrixText.render(
                new SampleMatrix(TWO)
                        .verdict(13, new Verdict.BrokenInNew("1/1 new"), SampleMatrix.lost())
                        .verdict(14, new Verdict.Vacuous("no fault was observed"))
                        .excused(13)
                        .excused(14)
                        .exit(0, "every planned cell passed or is excused")
                        .build(),
                TWO, FOLDER, 100, Style.plain());
        assertThat(text)
                .startsWith("v2.12.15 -> v2.14.5: all 20 cells pass or are excused (1 broken, 1 vacuous, excused)\n")
                .contains("  18 pass, 1 BROKEN excused, 1 vacuous excused\n",
                        "  excused by name: upgrade / random-hard-kill (cell 13)\n",
                        "\nEXCUSED (shown, does not count)\n  cell 13: upgrade / random-hard-kill",
                        "\n\n  cell 14: half-way-and-back / random-hard-kill",
                        "exit 0: every planned cell passed or is excused\n")
                .doesNotContain("\nBROKEN\n", "NOT PROVEN");
    }

    @Test
    void whatIsBrokenIsCountedWithoutWhatIsExcused() {
        String text = MatrixText.render(
                new SampleMatrix(TWO)
                        .verdict(9, new Verdict.BrokenInNew("1/1 new"), SampleMatrix.lost())
                        .verdict(13, new Verdict.BrokenInNew("1/1 new"), SampleMatrix.lost())
                        .excused(13)
                        .build(),
                TWO, FOLDER, 80, Style.plain());
        assertThat(text)
                .startsWith("v2.12.15 -> v2.14.5: BROKEN in 1 of 20 cells\n")
                .containsSubsequence("\nBROKEN\n  cell 9: ", "\nEXCUSED (shown, does not count)\n  cell 13: ");
    }

    @Test
    void aPairWithNothingButExcusedRedsIsCalledSoInTheGrid() {
        Plan plan = SamplePlan.standard("v2.11.17", "v2.12.15", "v2.14.5");
        String text = MatrixText.render(
                new SampleMatrix(plan).verdict(13, new Verdict.BrokenInNew("1/1 new"), SampleMatrix.lost()).excused(13).build(),
                plan, FOLDER, 80, Style.plain());
        assertThat(text).containsPattern("v2.11.17 +excused 1/12 +pass").contains("all 60 cells pass or are excused");
    }

    /** Half-way-and-back stands beside the controls of upgrade, which have other steps and other faults. */
    @Test
    void controlsOfAnotherWalkStandInBracketsAndExplainNothing() {
        String text = MatrixText.render(new SampleMatrix(TWO)
                .verdict(14, new Verdict.BrokenUnattributed("acked-message-kept: 1/1 mix, 0/0 old, 0/0 new"), SampleMatrix.lost())
                .verdict(15, new Verdict.BrokenInOld("acked-message-kept: 1/1 own"), SampleMatrix.lost())
                .build(), TWO, FOLDER, 80, Style.plain());
        assertThat(text)
                .containsPattern("upgrade +none +pass +pass +pass\\n")
                .containsPattern("half-way-and-back +none +pass +\\(pass\\) +\\(pass\\)\\n")
                .containsPattern(" random-hard-kill +BROKEN \\? +\\(BROKEN\\) +\\(pass\\)\\n")
                .contains("cell 15: upgrade / random-hard-kill, only v2.12.15: broken in v2.12.15")
                .doesNotContain("is red too");
        assertThat(text.replaceAll("\\s+", " ")).contains("alone; in brackets: of another walk, not compared. -: no control");
    }

    @Test
    void aRedControlIsToldInTheParagraphOfItsSubject() {
        golden("matrix-broken-in-old", TWO, new SampleMatrix(TWO)
                .verdict(13, new Verdict.BrokenInOld("the control of v2.12.15 is red too"), SampleMatrix.lost())
                .verdict(15, new Verdict.BrokenInOld("1/1 old"), SampleMatrix.lost())
                .exit(2, "only the old release is broken, and --fail-on does not name old"));
    }

    @Test
    void whatIsNotProvenSaysWhyAndIsNeverCalledGreen() {
        golden("matrix-not-proven", TWO, new SampleMatrix(TWO)
                .verdict(2, new Verdict.Vacuous("v2.14.5 never led a stream while mixed; fault 7.1 (kill) was not observed"))
                .verdict(10, new Verdict.Vacuous("v2.14.5 never led a stream while mixed; fault 7.1 (kill) was not observed"))
                .verdict(5, new Verdict.Suspect("red once, then not run again: the budget was over"), SampleMatrix.late())
                .verdict(6, new Verdict.Unknown("machine overloaded: stalled for 4 % of its time"))
                .verdict(9, new Verdict.Crashed("the history writer of cell 9 does not take any more"))
                .missing(17)
                .missing(18)
                .notAttempted("cell 17, downgrade / none: interrupted")
                .notAttempted("cell 18, downgrade / random-hard-kill: interrupted")
                .exit(255, "a cell crashed, which is our own fault"));
    }

    @Test
    void aLossThatIsNotPromisedHasASectionOfItsOwn() {
        golden("matrix-not-promised", TWO, new SampleMatrix(TWO)
                .verdict(17, new Verdict.Pass("what was lost is not promised"),
                        SampleMatrix.unpromised(SampleMatrix.lost())));
    }

    @Test
    void moreThanTwoReleasesAreAGridOfOldAgainstNew() {
        Plan plan = SamplePlan.standard("v2.10.29", "v2.11.17", "v2.12.15", "main");
        golden("matrix-four-releases", plan, new SampleMatrix(plan)
                .verdict(33, new Verdict.BrokenByUpgrade("cold swap is red too: 2/2"), SampleMatrix.lost())
                .verdict(42, new Verdict.Vacuous("v2.12.15 never led a stream while mixed"))
                .exit(1, "a cell is broken in what was asked about (upgrade)"));
    }

    @Test
    void oneReleaseAloneHasNoControlColumns() {
        ReleasePair same = new ReleasePair("v2.14.5", "v2.14.5");
        Plan plan = new SamplePlan().release("v2.14.5")
                .cell("burn-in", "random-hard-kill", same, CellRole.SUBJECT, List.of())
                .build();
        golden("matrix-one-release", plan, new SampleMatrix(plan));
    }

    @Test
    void aRerunIsPartOfTheCellThatItRepeats() {
        Plan plan = new SamplePlan()
                .release("v2.12.15")
                .release("v2.14.5")
                .cell("upgrade", "none", new ReleasePair("v2.12.15", "v2.14.5"), CellRole.SUBJECT, List.of())
                .rerunOf(1)
                .build();
        String text = MatrixText.render(new SampleMatrix(plan).build(), plan, FOLDER, 80, Style.plain());
        assertThat(text).contains("the one cell passes").contains("1 pass").doesNotContain("#");
        assertThat(text.lines().filter(line -> line.contains("upgrade"))).hasSize(1);
    }

    private static void golden(String name, Plan plan, SampleMatrix matrix) {
        Golden.check(name, MatrixText.render(matrix.build(), plan, FOLDER, 80, Style.plain()));
    }
}
