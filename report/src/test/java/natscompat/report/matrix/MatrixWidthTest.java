package natscompat.report.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.time.Draws;
import natscompat.model.verdict.Verdict;
import natscompat.report.plan.PlanText;
import natscompat.report.testdata.SampleMatrix;
import natscompat.report.testdata.SamplePlan;
import natscompat.report.text.Style;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Whatever the verdicts, the names and the width: no line is too long, commands and paths aside. */
class MatrixWidthTest {
    private static final List<String> NAMES = List.of("v2.10.29", "v2.11.17", "v2.12.15", "v2.14.5", "main",
            "file:builds/of/somebody/with/a/very/long/path/nats-server", "0123456789abcdef0123456789abcdef01234567",
            "feature/a-branch-with-a-name-that-goes-on-and-on");

    @RepeatedTest(60)
    void noLineIsLongerThanTheScreen(RepetitionInfo repetition) {
        long seed = repetition.getCurrentRepetition();
        Draws draws = Draws.of(seed);
        int width = draws.at("width").between(40, 130);
        Plan plan = SamplePlan.standard(draws.at("names")
                .shuffled(NAMES)
                .subList(0, draws.at("releases").between(2, 5))
                .toArray(String[]::new));
        SampleMatrix matrix = new SampleMatrix(plan);
        plan.cells().forEach(cell -> draw(matrix, cell, draws.at("cell", cell.number())));
        String text = MatrixText.render(matrix.build(), plan, Path.of("runs", "x"), width, Style.plain());
        assertThat(text.lines().filter(line -> !line.matches(" *(again|look) .*|run folder: .*")))
                .as("seed %d, width %d%n%s", seed, width, text)
                .allMatch(line -> line.length() <= width);
        String planned = PlanText.render(plan, draws.at("full").happens(0.1), width, Style.plain());
        assertThat(planned.lines()).as("seed %d, width %d%n%s", seed, width, planned).allMatch(l -> l.length() <= width);
    }

    private static void draw(SampleMatrix matrix, Cell cell, Draws draws) {
        String why = "because " + draws.hex(draws.at("long").between(1, 60)) + " was seen, and not once but twice";
        switch (draws.at("verdict").between(0, 24)) {
            case 0 -> matrix.verdict(cell.number(), new Verdict.BrokenByMix(why), SampleMatrix.lost(), SampleMatrix.late());
            case 1 -> matrix.verdict(cell.number(), new Verdict.BrokenByUpgrade(why), SampleMatrix.lost());
            case 2 -> matrix.verdict(cell.number(), new Verdict.BrokenInNew(why), SampleMatrix.lost());
            case 3 -> matrix.verdict(cell.number(), new Verdict.BrokenInOld(why), SampleMatrix.lost());
            case 4 -> matrix.verdict(cell.number(), new Verdict.BrokenUnattributed(why), SampleMatrix.late());
            case 5 -> matrix.verdict(cell.number(), new Verdict.Suspect(why), SampleMatrix.late());
            case 6 -> matrix.verdict(cell.number(), new Verdict.Vacuous(why));
            case 7 -> matrix.verdict(cell.number(), new Verdict.Unknown(why));
            case 8 -> matrix.verdict(cell.number(), new Verdict.Crashed(why));
            case 9 -> matrix.verdict(cell.number(), new Verdict.Skipped(why));
            case 10 -> matrix.missing(cell.number()).notAttempted("cell " + cell.number() + ": " + why);
            case 11 -> matrix.verdict(
                    cell.number(), new Verdict.Pass(why), SampleMatrix.unpromised(SampleMatrix.lost()));
            default -> { }
        }
    }
}
