package natscompat.report.matrix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.model.plan.Plan;
import natscompat.model.plan.ReleasePair;
import natscompat.model.verdict.Matrix;
import natscompat.report.VerdictWords.Kind;
import natscompat.report.text.Figures;
import natscompat.report.text.Ink;
import natscompat.report.text.Style;
import natscompat.report.text.Table;
import natscompat.report.text.Wrap;

/**
 * What a run came to, as text: the answer first, then the matrix, then a paragraph for each red cell, then everything
 * that is not proven, and at the end the exit code in words and where the evidence lies.
 */
public final class MatrixText {
    private final MatrixView view;
    private final List<String> lines = new ArrayList<>();

    private MatrixText(MatrixView view) {
        this.view = view;
    }

    /**
     * Renders a matrix. No line is longer than {@code width}, commands and paths excepted.
     *
     * @param plan the plan that was carried out
     * @param folder of the run, as it should be shown
     * @param width of the screen, at least 40
     */
    public static String render(Matrix matrix, Plan plan, Path folder, int width, Style style) {
        MatrixText text = new MatrixText(MatrixView.of(matrix, plan, folder, width, style));
        text.answer();
        text.tables();
        BrokenCells broken = new BrokenCells(text.view);
        OtherCells others = new OtherCells(text.view);
        text.section("BROKEN", Ink.BAD, broken.render(text.view.entries(Kind.RED)));
        text.section("NOT PROVEN", Ink.CARE, others.notProven());
        text.section("EXCUSED (shown, does not count)", Ink.STRONG,
                Stream.concat(broken.render(text.view.excused()).stream(), others.excused().stream()).toList());
        text.section("NOT PROMISED (shown, does not count)", Ink.STRONG, others.notPromised());
        text.section("NOT ATTEMPTED", Ink.CARE, others.notAttempted());
        text.end();
        return String.join(System.lineSeparator(), text.lines) + System.lineSeparator();
    }

    private void answer() {
        int all = (int) view.planned().count();
        int red = view.entries(Kind.RED).size();
        int crashed = view.entries(Kind.CRASHED).size();
        int green = view.entries(Kind.GREEN).size();
        String what = view.pairs().size() == 1
                ? view.names().releases().of(view.pairs().getFirst())
                : view.plan().releases().stream()
                        .map(r -> view.names().releases().of(r.name()))
                        .collect(Collectors.joining(", "));
        String cells = " of " + Figures.count(all, "cell");
        boolean good = green + view.excused().size() == all;
        Ink ink = red + crashed > 0 ? Ink.BAD : good ? Ink.GOOD : Ink.CARE;
        String answer = red > 0 ? "BROKEN in " + red + cells
                : crashed > 0 ? "no answer, our own fault: " + crashed + cells + " crashed"
                : good ? allGood(all)
                : "nothing broken, but " + (all - green - view.excused().size()) + cells + " not proven";
        Wrap.wrap(view.style().clean(what + ": " + answer), view.width(), "", "  ")
                .forEach(line -> lines.add(view.style().paint(ink, line)));
        lines.add("");
    }

    /** The first line and the exit code must not contradict each other: what is excused has no say in either. */
    private String allGood(int all) {
        Map<String, Long> excused = view.excused().stream()
                .collect(Collectors.groupingBy(e -> e.word().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.counting()));
        if (excused.isEmpty()) {
            return all == 1 ? "the one cell passes" : "all " + all + " cells pass";
        }
        String counted = excused.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).collect(Collectors.joining(", "));
        return (all == 1 ? "the one cell is excused" : "all " + all + " cells pass or are excused") + " (" + counted + ", excused)";
    }

    private void tables() {
        PairTable table = new PairTable(view);
        List<ReleasePair> pairs = view.pairs();
        List<ReleasePair> shown = new ArrayList<>();
        if (pairs.size() > 1) {
            lines.addAll(new ReleaseGrid(view).render());
        }
        for (ReleasePair pair : pairs) {
            boolean green = view.subjects(pair).stream()
                    .allMatch(c -> view.entry(c.number()).filter(e -> e.kind() == Kind.GREEN).isPresent());
            if (pairs.size() > 1 && green) {
                continue;
            }
            if (pairs.size() > 1) {
                lines.add("");
                lines.add(view.style().paint(Ink.STRONG, view.names().releases().of(pair)));
            }
            lines.addAll(table.render(pair));
            shown.add(pair);
        }
        lines.add("");
        counts();
        excused();
        lines.addAll(new ProofLine(view).render());
        shown.stream().findFirst().ifPresent(pair -> lines.addAll(table.legend(pair)));
    }

    private void counts() {
        Map<Kind, Map<String, Long>> counted = view.entries().stream()
                .collect(Collectors.groupingBy(e -> e.kind(), TreeMap::new,
                        Collectors.groupingBy(
                                e -> e.word() + (e.excused() ? " excused" : ""), TreeMap::new, Collectors.counting())));
        long missing = view.planned().count() - view.entries().size();
        List<Table.Entry> parts = new ArrayList<>();
        counted.forEach((kind, labels) -> labels.forEach(
                (label, number) -> parts.add(new Table.Entry(Figures.count(number) + " " + label, kind.ink()))));
        if (missing > 0) {
            parts.add(new Table.Entry(Figures.count(missing) + " not run", Ink.CARE));
        }
        int used = 0;
        StringBuilder line = new StringBuilder("  ");
        for (Table.Entry part : parts) {
            boolean first = used == 0;
            if (!first && used + 2 + part.text().length() + 3 > view.width()) {
                lines.add(line + ",");
                line = new StringBuilder("  ");
                used = 0;
                first = true;
            }
            line.append(first ? "" : ", ").append(view.style().paint(part.ink(), part.text()));
            used += 2 + part.text().length();
        }
        lines.add(parts.isEmpty() ? "  no cells" : line.toString());
    }

    private void excused() {
        Map<String, List<Integer>> cells = view.entries().stream()
                .filter(entry -> entry.row().excused())
                .collect(Collectors.groupingBy(entry -> view.names().title(entry.cell()), TreeMap::new,
                        Collectors.mapping(entry -> entry.cell().number(), Collectors.toList())));
        cells.forEach((name, numbers) -> Wrap.wrap("excused by name: " + name + " ("
                                + (numbers.size() == 1 ? "cell " : "cells ")
                                + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")",
                        view.width(), "  ", "  ")
                .forEach(lines::add));
    }

    private void section(String title, Ink ink, List<String> text) {
        if (!text.isEmpty()) {
            lines.add("");
            lines.add(view.style().paint(ink, title));
            lines.addAll(text.getFirst().isEmpty() ? text.subList(1, text.size()) : text);
        }
    }

    private void end() {
        Matrix matrix = view.matrix();
        lines.add("");
        lines.add("seed " + matrix.seed() + ", " + Figures.time(matrix.took()));
        Ink ink = matrix.exit() == 0 ? Ink.GOOD : matrix.exit() == 1 ? Ink.BAD : Ink.CARE;
        String why = "exit " + matrix.exit() + ": " + view.style().clean(matrix.exitWhy());
        Wrap.wrap(why, view.width(), "", "  ").forEach(line -> lines.add(view.style().paint(ink, line)));
        lines.add("run folder: " + view.folder());
    }
}
