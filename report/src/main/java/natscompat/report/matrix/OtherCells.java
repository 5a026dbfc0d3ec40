package natscompat.report.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.NotPlanned;
import natscompat.model.verdict.Finding;
import natscompat.report.VerdictWords;
import natscompat.report.matrix.MatrixView.Entry;
import natscompat.report.text.Figures;
import natscompat.report.text.Ink;
import natscompat.report.text.Labelled;

/** The sections after the red ones: what is not proven, what is not promised, what was not tried. */
final class OtherCells {
    private static final int INDENT = 2;
    private static final int MOST_LISTED = 20;

    private final MatrixView view;

    OtherCells(MatrixView view) {
        this.view = view;
    }

    /** Crashed, suspect, vacuous, unknown and skipped cells; those with the same reason share an entry. */
    List<String> notProven() {
        return paragraphs(Stream.of(VerdictWords.Kind.CRASHED, VerdictWords.Kind.OPEN, VerdictWords.Kind.SKIPPED)
                .flatMap(kind -> view.entries(kind).stream()));
    }

    /** The same of those that are excused by name. */
    List<String> excused() {
        return paragraphs(view.excused().stream().filter(entry -> entry.kind() != VerdictWords.Kind.RED));
    }

    private List<String> paragraphs(Stream<Entry> cells) {
        Map<String, List<Entry>> byReason = new LinkedHashMap<>();
        cells.forEach(entry -> byReason.computeIfAbsent(
                entry.words().label() + entry.row().result().verdict().why() + seen(entry),
                reason -> new ArrayList<>()).add(entry));
        List<String> lines = new ArrayList<>();
        for (List<Entry> entries : byReason.values()) {
            lines.add("");
            lines.addAll(notProven(entries));
        }
        return lines;
    }

    private List<String> notProven(List<Entry> entries) {
        Entry first = entries.getFirst();
        Labelled text = new Labelled(INDENT, view.width(), view.style());
        text.heading(first.kind().ink(), view.title(first.cell()) + ": " + first.words().clause());
        if (entries.size() > 1) {
            text.add("and so", entries.stream()
                    .skip(1)
                    .map(e -> "cell " + e.cell().number())
                    .collect(Collectors.joining(", ")));
        }
        text.add("why", view.names().releases().in(first.row().result().verdict().why()));
        text.add("seen", seen(first));
        text.verbatim("again", first.row().rerun());
        if (first.kind() != VerdictWords.Kind.SKIPPED) {
            text.verbatim("look", view.folder().resolve(first.row().folder()).toString());
        }
        return text.lines();
    }

    private static String seen(Entry entry) {
        return entry.findings().stream()
                .findFirst()
                .map(f -> f.promise() + ": " + f.summary())
                .orElse("");
    }

    /** What is within what NATS says: losses, and what was away for a time. */
    List<String> notPromised() {
        List<String> lines = new ArrayList<>();
        for (Entry entry : view.entries()) {
            if (entry.notPromised().isEmpty()) {
                continue;
            }
            Labelled text = new Labelled(INDENT, view.width(), view.style());
            text.heading(Ink.PLAIN, view.title(entry.cell()));
            for (Finding finding : entry.notPromised()) {
                text.add(finding.standing() == Standing.MAY_BE_LOST ? "lost" : "away", finding.promise() + ": " + finding.summary());
            }
            lines.addAll(text.lines());
        }
        return lines;
    }

    /** What was asked for and not run, and what was not planned; the same reason once. */
    List<String> notAttempted() {
        Labelled text = new Labelled(INDENT, view.width(), view.style());
        List<String> named = view.matrix().notAttempted();
        named.stream().limit(MOST_LISTED).forEach(what -> text.heading(Ink.PLAIN, what));
        if (named.size() > MOST_LISTED) {
            text.heading(Ink.PLAIN, "and " + (named.size() - MOST_LISTED) + " more, all in matrix.json");
        }
        List<Cell> missing = view.planned()
                .filter(c -> view.entry(c.number()).isEmpty())
                .toList();
        if (named.isEmpty() && !missing.isEmpty()) {
            missing.forEach(cell -> text.heading(Ink.PLAIN, view.title(cell) + ": not run"));
        }
        Map<String, List<String>> left = new LinkedHashMap<>();
        for (NotPlanned not : view.plan().notPlanned()) {
            left.computeIfAbsent(not.why(), why -> new ArrayList<>()).add(not.what());
        }
        left.forEach((why, what) -> text.heading(Ink.PLAIN, (what.size() == 1
                ? what.getFirst()
                : Figures.count(what.size()) + " cells, " + what.getFirst() + " the first") + ": " + why));
        return text.lines();
    }
}
