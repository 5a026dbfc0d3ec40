package natscompat.checker.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.checker.story.Cells;
import natscompat.model.plan.CellRole;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    private static Verdict verdict(String name) {
        return switch (name) {
            case "pass" -> new Verdict.Pass("");
            case "mix" -> new Verdict.BrokenByMix("3/3 mix");
            case "upgrade" -> new Verdict.BrokenByUpgrade("");
            case "new" -> new Verdict.BrokenInNew("");
            case "old" -> new Verdict.BrokenInOld("");
            case "unattributed" -> new Verdict.BrokenUnattributed("");
            case "suspect" -> new Verdict.Suspect("");
            case "vacuous" -> new Verdict.Vacuous("");
            case "unknown" -> new Verdict.Unknown("");
            case "crashed" -> new Verdict.Crashed("");
            case "skipped" -> new Verdict.Skipped("");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static List<Matrix.Row> rows(String verdicts) {
        List<Matrix.Row> rows = new ArrayList<>();
        for (String name : verdicts.split(" ")) {
            CellResult result = new CellResult(rows.size() + 1, "key", verdict(name), Map.of(), "", List.of(),
                    Runs.proof(List.of()), "", Duration.ZERO, 0, 1);
            rows.add(new Matrix.Row(rows.size() + 1, Cells.PAIR, CellRole.SUBJECT, "upgrade", "none", List.of(), result,
                    "", "", false));
        }
        return rows;
    }

    private static List<Matrix.Row> excused(List<Matrix.Row> rows, int cell) {
        return rows.stream()
                .map(r -> new Matrix.Row(r.cell(), r.pair(), r.role(), r.walk(), r.mayhem(), r.workloads(), r.result(),
                        r.folder(), r.rerun(), r.cell() == cell))
                .toList();
    }

    private static ExitCode exit(List<Matrix.Row> rows, Set<FailOn> failOn) {
        return ExitCode.of(rows, List.of(), failOn);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "pass,              0",
        "pass pass,         0",
        "pass mix,          1",
        "upgrade,           1",
        "new,               1",
        "unattributed,      1",
        "old,               2",
        "suspect,           2",
        "vacuous pass,      2",
        "unknown,           2",
        "skipped pass,      2",
        "crashed,           255",
        "crashed suspect,   255",
        "crashed old,       255",
        "crashed mix,       1",
        "suspect old new,   1",
    })
    void what_a_run_ends_with(String verdicts, int code) {
        assertThat(exit(rows(verdicts), FailOn.standard()).code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} --fail-on {1}: {2}")
    @CsvSource({
        "old,          OLD, 1",
        "new,          OLD, 2",
        "mix,          MIX, 1",
        "unattributed, MIX, 2",
        "upgrade,      UPGRADE, 1",
    })
    void only_what_was_asked_about_fails(String verdicts, FailOn asked, int code) {
        assertThat(exit(rows(verdicts), EnumSet.of(asked)).code()).isEqualTo(code);
    }

    @Test
    void what_was_not_attempted_leaves_the_answer_open() {
        ExitCode exit = ExitCode.of(rows("pass"), List.of("soak: budget too small"), FailOn.standard());
        assertThat(exit).isEqualTo(new ExitCode(2, "not attempted: soak: budget too small"));
        assertThat(exit(List.of(), FailOn.standard()).code()).isEqualTo(2);
    }

    @Test
    void an_excused_cell_does_not_count() {
        ExitCode exit = ExitCode.of(excused(rows("pass mix"), 2), List.of(), FailOn.standard());
        assertThat(exit).isEqualTo(new ExitCode(0, "every planned cell passed or is excused"));
    }

    @Test
    void it_says_which_cell_it_was() {
        assertThat(exit(rows("pass mix"), FailOn.standard()).why())
                .isEqualTo("cell 2 (upgrade / none, v2.12.15 -> v2.14.5): Broken By Mix: 3/3 mix");
    }

    @Test
    void fail_on_has_words() {
        assertThat(FailOn.words()).containsExactly("new", "mix", "upgrade", "unattributed", "old");
        assertThat(FailOn.parse("mix")).contains(FailOn.MIX);
        assertThat(FailOn.parse("everything")).isEmpty();
        assertThat(FailOn.standard()).doesNotContain(FailOn.OLD).hasSize(4);
    }
}
