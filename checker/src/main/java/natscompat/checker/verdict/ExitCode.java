package natscompat.checker.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;

/**
 * The exit code of a run (DESIGN.md, "Words to the user"): 1 a cell is broken in what was asked about; else 255 our own
 * crash; else 2 for anything that is not a pass; 0 only if every planned cell passed or is excused by name.
 *
 * @param code 0, 1, 2 or 255; 254 where a failure of the environment ended the run
 * @param why in words
 */
public record ExitCode(int code, String why) {
    /** Every planned cell passed or is excused. */
    public static final int PASSED = 0;

    /** A cell is broken in what was asked about. */
    public static final int BROKEN = 1;

    /** Something is not shown. */
    public static final int OPEN = 2;

    /** Our own crash. */
    public static final int CRASHED = 255;

    /**
     * From all verdicts of a run.
     *
     * @param rows one for each planned cell, controls included; those that are excused by name have no say
     * @param notAttempted what was asked for and not run, with reasons
     * @param failOn what was asked about
     */
    public static ExitCode of(List<Matrix.Row> rows, List<String> notAttempted, Set<FailOn> failOn) {
        List<Matrix.Row> asked = rows.stream().filter(row -> !row.excused()).toList();
        Optional<Matrix.Row> broken = asked.stream()
                .filter(row -> blame(row).map(failOn::contains).orElse(false))
                .findFirst();
        if (broken.isPresent()) {
            return new ExitCode(BROKEN, say(broken.get()));
        }
        Optional<Matrix.Row> crashed = asked.stream()
                .filter(row -> row.result().verdict() instanceof Verdict.Crashed)
                .findFirst();
        if (crashed.isPresent()) {
            return new ExitCode(CRASHED, say(crashed.get()));
        }
        Optional<Matrix.Row> open = asked.stream()
                .filter(row -> !(row.result().verdict() instanceof Verdict.Pass))
                .findFirst();
        if (open.isPresent()) {
            return new ExitCode(OPEN, say(open.get()));
        }
        if (!notAttempted.isEmpty()) {
            return new ExitCode(OPEN, "not attempted: " + notAttempted.getFirst());
        }
        return rows.isEmpty()
                ? new ExitCode(OPEN, "no cell was run")
                : new ExitCode(PASSED, "every planned cell passed" + (asked.size() < rows.size() ? " or is excused" : ""));
    }

    private static Optional<FailOn> blame(Matrix.Row row) {
        return switch (row.result().verdict()) {
            case Verdict.BrokenByMix v -> Optional.of(FailOn.MIX);
            case Verdict.BrokenByUpgrade v -> Optional.of(FailOn.UPGRADE);
            case Verdict.BrokenInNew v -> Optional.of(FailOn.NEW);
            case Verdict.BrokenInOld v -> Optional.of(FailOn.OLD);
            case Verdict.BrokenUnattributed v -> Optional.of(FailOn.UNATTRIBUTED);
            case Verdict.Suspect v -> Optional.empty();
            case Verdict.Vacuous v -> Optional.empty();
            case Verdict.Unknown v -> Optional.empty();
            case Verdict.Crashed v -> Optional.empty();
            case Verdict.Skipped v -> Optional.empty();
            case Verdict.Pass v -> Optional.empty();
        };
    }

    private static String say(Matrix.Row row) {
        String verdict = row.result().verdict().getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return "cell %d (%s / %s, %s): %s: %s".formatted(
                row.cell(), row.walk(), row.mayhem(), row.pair(), verdict, row.result().verdict().why());
    }
}
