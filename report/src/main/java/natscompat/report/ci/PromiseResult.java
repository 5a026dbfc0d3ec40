package natscompat.report.ci;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import natscompat.model.plan.Cell;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import natscompat.report.VerdictWords;

/**
 * What one promise came to in one cell: a test in the eyes of a CI server.
 *
 * @param promise its name
 * @param state how it ended
 * @param text why, when it did not pass
 */
public record PromiseResult(String promise, State state, String text) {
    /** Stands for the cell as a whole where it has no promises of its own. */
    static final String WHOLE_CELL = "cell";

    /** How a test ended. */
    public enum State {
        /** Kept, and proven. */
        PASSED,
        /** Broken. */
        FAILED,
        /** Nothing is shown either way, or it was not run; the text says why. */
        SKIPPED,
        /** Our own fault. */
        CRASHED
    }

    /**
     * All promises of a cell in alphabetical order, so that the order is the same from run to run.
     *
     * @param failOn whose faults fail a test: {@code new}, {@code old}, {@code mix}, {@code upgrade},
     *     {@code unattributed}; a fault of the others is skipped with the finding as its reason
     */
    public static List<PromiseResult> of(Cell cell, CellResult result, Set<String> failOn) {
        Set<String> promises = new TreeSet<>(cell.promises().keySet());
        promises.addAll(result.promises().keySet());
        result.findings().forEach(f -> promises.add(f.promise()));
        if (promises.isEmpty()) {
            promises.add(WHOLE_CELL);
        }
        return promises.stream().map(p -> one(p, result, failOn)).toList();
    }

    /** The same of a row of the matrix: what is excused by name fails no test. */
    static List<PromiseResult> of(Cell cell, Matrix.Row row, Set<String> failOn) {
        return of(cell, row.result(), failOn).stream().map(result -> row.excused() ? result.excused() : result).toList();
    }

    private PromiseResult excused() {
        return state == State.PASSED ? this : new PromiseResult(promise, State.SKIPPED, "excused by name: " + text);
    }

    /** A promise that some run breaks has a verdict of its own; any other one shares what the cell proves. */
    private static PromiseResult one(String promise, CellResult result, Set<String> failOn) {
        List<Finding> findings = result.findings().stream()
                .filter(f -> f.promise().equals(promise))
                .toList();
        Verdict verdict = Optional.ofNullable(result.promises().get(promise)).orElse(result.verdict());
        boolean its = result.promises().containsKey(promise) || promise.equals(WHOLE_CELL);
        String seen = text(findings.stream().filter(Finding::promised).toList(), verdict, result);
        String why = VerdictWords.of(verdict).clause() + ": " + verdict.why();
        boolean broken = VerdictWords.of(verdict).kind() == VerdictWords.Kind.RED;
        if (!its && (broken || verdict instanceof Verdict.Suspect)) {
            return kept(promise, findings, result.unproven());
        }
        return switch (verdict) {
            case Verdict.Pass v -> kept(promise, findings, "");
            case Verdict.BrokenByMix v -> broken(promise, seen, failOn.contains("mix"));
            case Verdict.BrokenByUpgrade v -> broken(promise, seen, failOn.contains("upgrade"));
            case Verdict.BrokenInNew v -> broken(promise, seen, failOn.contains("new"));
            case Verdict.BrokenInOld v -> broken(promise, seen, failOn.contains("old"));
            case Verdict.BrokenUnattributed v -> broken(promise, seen, failOn.contains("unattributed"));
            case Verdict.Suspect v -> new PromiseResult(promise, State.SKIPPED, "suspect, red once: " + seen);
            case Verdict.Vacuous v -> new PromiseResult(promise, State.SKIPPED, why);
            case Verdict.Unknown v -> new PromiseResult(promise, State.SKIPPED, why);
            case Verdict.Skipped v -> new PromiseResult(promise, State.SKIPPED, why);
            case Verdict.Crashed v -> new PromiseResult(promise, State.CRASHED, why);
        };
    }

    /**
     * A promise that no verdict is about was kept if the run proves that much. What is within what NATS says stands beside
     * it: it was neither kept nor broken then.
     *
     * @param unproven what the run lacks for a proof, or empty
     */
    private static PromiseResult kept(String promise, List<Finding> findings, String unproven) {
        if (!unproven.isEmpty()) {
            return new PromiseResult(promise, State.SKIPPED, "not proven in this run: " + unproven);
        }
        return findings.stream()
                .filter(f -> !f.promised())
                .findFirst()
                .map(f -> new PromiseResult(promise, State.SKIPPED, "not promised here: " + f.summary()))
                .orElseGet(() -> new PromiseResult(promise, State.PASSED, ""));
    }

    private static PromiseResult broken(String promise, String seen, boolean fails) {
        return new PromiseResult(promise, fails ? State.FAILED : State.SKIPPED,
                fails ? seen : "shown, and not asked about: " + seen);
    }

    private static String text(List<Finding> findings, Verdict verdict, CellResult result) {
        String found = findings.stream()
                .map(f -> f.summary() + (f.confirmed() ? " (confirmed in the stored evidence)" : "") + "\n"
                        + "first: " + f.witness().text() + place(f))
                .collect(Collectors.joining("\n"));
        return (found.isEmpty() ? "" : found + "\n") + VerdictWords.of(verdict).clause() + ": " + verdict.why()
                + (result.evidence().isBlank() || !verdict.equals(result.verdict()) || verdict.why().contains(result.evidence())
                        ? ""
                        : " (" + result.evidence() + ")");
    }

    private static String place(Finding finding) {
        String client = finding.witness().client().isEmpty() ? "" : ", client " + finding.witness().client();
        String server = finding.witness().server().isEmpty()
                ? ""
                : ", server " + finding.witness().server() + " running " + finding.witness().release();
        return client + server;
    }
}
