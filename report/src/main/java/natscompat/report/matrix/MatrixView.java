package natscompat.report.matrix;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.model.plan.ReleasePair;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Matrix;
import natscompat.report.CellNames;
import natscompat.report.VerdictWords;
import natscompat.report.text.Style;

/**
 * A matrix and the plan it comes from, joined cell by cell. Reruns are part of the cell that they repeat. Immutable.
 *
 * @param folder of the run, as it is shown
 */
record MatrixView(
        Matrix matrix, Plan plan, Path folder, CellNames names, int width, Style style, Map<Integer, Entry> byNumber) {

    /** Joins them. */
    static MatrixView of(Matrix matrix, Plan plan, Path folder, int width, Style style) {
        Map<Integer, Cell> cells = plan.cells().stream()
                .filter(c -> c.rerunOf().isEmpty())
                .collect(Collectors.toMap(Cell::number, cell -> cell));
        Map<Integer, Entry> entries = new TreeMap<>();
        for (Matrix.Row row : matrix.rows()) {
            Optional.ofNullable(cells.get(row.cell())).ifPresent(cell -> entries.put(row.cell(), new Entry(cell, row)));
        }
        return new MatrixView(matrix, plan, folder, CellNames.onScreen(plan), width, style,
                Collections.unmodifiableMap(entries));
    }

    /** A cell of the plan with what it came to. */
    record Entry(Cell cell, Matrix.Row row) {
        VerdictWords words() {
            return VerdictWords.of(row.result().verdict());
        }

        VerdictWords.Kind kind() {
            return words().kind();
        }

        /** Whether it did not pass and is excused by name: shown apart, and without a say. */
        boolean excused() {
            return row.excused() && kind() != VerdictWords.Kind.GREEN;
        }

        /** What it came to in one word: {@code pass}, {@code BROKEN}, {@code vacuous}. */
        String word() {
            return words().label().split(" ", 2)[0];
        }

        /**
         * Findings that count, the weightiest first: what the verdict is about, confirmed, then safety; among those in the
         * order of the verdict, which knows what tells most.
         */
        List<Finding> findings() {
            return row.result().findings().stream()
                    .filter(Finding::promised)
                    .sorted(Comparator.comparing((Finding f) -> !verdictOf(f))
                            .thenComparing(f -> !f.confirmed())
                            .thenComparing(f -> f.kind() != PromiseKind.SAFETY))
                    .toList();
        }

        /** Whether the verdict of the cell is that of its promise. */
        private boolean verdictOf(Finding finding) {
            return row.result().verdict().equals(row.result().promises().get(finding.promise()));
        }

        /** What is within what NATS says. */
        List<Finding> notPromised() {
            return row.result().findings().stream()
                    .filter(f -> !f.promised())
                    .toList();
        }
    }

    /** All cells that have a verdict, in the order of their numbers. */
    List<Entry> entries() {
        return List.copyOf(byNumber.values());
    }

    /** Cells of that kind that have a say: none that is excused. */
    List<Entry> entries(VerdictWords.Kind kind) {
        return entries().stream().filter(e -> e.kind() == kind && !e.excused()).toList();
    }

    /** Cells that did not pass and are excused. */
    List<Entry> excused() {
        return entries().stream().filter(Entry::excused).toList();
    }

    /** The cells of the plan, reruns left out. */
    Stream<Cell> planned() {
        return plan.cells().stream().filter(c -> c.rerunOf().isEmpty());
    }

    /** What a cell came to, if it was run. */
    Optional<Entry> entry(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The pairs of releases in the order of the plan. */
    List<ReleasePair> pairs() {
        return planned().map(Cell::pair).distinct().toList();
    }

    /** The subjects of a pair. */
    List<Cell> subjects(ReleasePair pair) {
        return planned()
                .filter(c -> c.role() == CellRole.SUBJECT && c.pair().equals(pair))
                .toList();
    }

    /**
     * Whether a control says something about a subject: it takes the same walk. Where a plan has no controls of a walk, those
     * of another one stand beside it; they have other steps and faults, and nobody compares them with it.
     */
    boolean compared(Cell control, Cell subject) {
        return subject.controls().contains(control.number()) && control.walk().equals(subject.walk());
    }

    /** The control of that role beside a subject, if the plan has one; see {@link #compared}. */
    Optional<Cell> control(Cell subject, CellRole role) {
        return planned()
                .filter(c -> c.role() == role && subject.controls().contains(c.number()))
                .findFirst();
    }

    /** {@code cell 4: upgrade / random-hard-kill, v2.12.15 -> v2.14.5}; a control says which release it is about. */
    String title(Cell cell) {
        String releases = cell.role() == CellRole.SUBJECT ? names.releases().of(cell.pair()) : names.role(cell);
        return "cell " + cell.number() + ": " + names.title(cell) + ", " + releases;
    }
}
