package natscompat.report.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.Step;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Finding;
import natscompat.model.verdict.Witness;
import natscompat.report.VerdictWords;
import natscompat.report.matrix.MatrixView.Entry;
import natscompat.report.text.Figures;
import natscompat.report.text.Ink;
import natscompat.report.text.Labelled;

/** One paragraph for each red cell: which promise, first wrong operation, whose fault on what evidence, how again. */
final class BrokenCells {
    private static final double MILLIS = 1000.0;
    private static final int INDENT = 2;

    private final MatrixView view;

    BrokenCells(MatrixView view) {
        this.view = view;
    }

    /**
     * The paragraphs of those that are red, an empty line before each. A red control stands in the paragraph of its red
     * subject; it is excused when that is, since both have one name.
     */
    List<String> render(List<Entry> entries) {
        List<Entry> red = entries.stream().filter(e -> e.kind() == VerdictWords.Kind.RED).toList();
        List<String> lines = new ArrayList<>();
        for (Entry entry : red) {
            boolean told = entry.cell().role() != CellRole.SUBJECT
                    && red.stream().anyMatch(e -> view.compared(entry.cell(), e.cell()));
            if (!told) {
                lines.add("");
                lines.addAll(paragraph(entry, red));
            }
        }
        return lines;
    }

    private List<String> paragraph(Entry entry, List<Entry> red) {
        VerdictWords words = entry.words();
        Labelled text = new Labelled(INDENT, view.width(), view.style());
        text.heading(Ink.BAD, view.title(entry.cell()) + ": " + named(words.clause(), entry.cell().pair()));
        List<Finding> findings = entry.findings();
        if (!findings.isEmpty()) {
            text.add("promise", told(promise(findings.getFirst())));
            text.add("first", told(witness(entry.cell(), findings.getFirst().witness())));
        }
        text.add("whose", told(evidence(entry.row().result())) + named(words.meaning(), entry.cell().pair()));
        if (findings.size() > 1) {
            text.add("also", also(findings));
        }
        List<Entry> controls = red.stream()
                .filter(e -> view.compared(e.cell(), entry.cell()))
                .toList();
        text.add("controls", controls.stream()
                .map(e -> "cell " + e.cell().number() + " (" + view.names().role(e.cell()) + ") is red too"
                        + e.findings().stream().findFirst().map(f -> ": " + f.promise()).orElse(""))
                .collect(Collectors.joining("; ")));
        text.verbatim("again", entry.row().rerun());
        text.verbatim("look", view.folder().resolve(entry.row().folder()).toString());
        return text.lines();
    }

    private String told(String text) {
        return view.names().releases().in(text);
    }

    /** Names the release instead of its place in the pair. */
    private String named(String text, ReleasePair pair) {
        return text.replaceAll("[Tt]he old release", Matcher.quoteReplacement(view.names().releases().of(pair.from())))
                .replaceAll("[Tt]he new release", Matcher.quoteReplacement(view.names().releases().of(pair.to())));
    }

    private static String promise(Finding finding) {
        return finding.promise() + (finding.confirmed() ? " (confirmed in the stored evidence): " : ": ")
                + sentence(finding.summary());
    }

    private static String witness(Cell cell, Witness witness) {
        List<String> parts = new ArrayList<>();
        parts.add(String.format(Locale.ROOT, "at %.3f s", Duration.ofNanos(witness.at()).toMillis() / MILLIS));
        cell.steps().stream()
                .filter(s -> s instanceof Step.BeginPhase p && p.index() == witness.phase())
                .map(s -> "in phase " + witness.phase() + " (" + ((Step.BeginPhase) s).name() + ")")
                .forEach(parts::add);
        if (!witness.client().isEmpty()) {
            parts.add("client " + witness.client());
        }
        if (!witness.server().isEmpty()) {
            parts.add("server " + witness.server()
                    + (witness.release().isEmpty() ? "" : " running " + witness.release()));
        }
        if (witness.operation() > 0) {
            parts.add("operation " + witness.operation());
        }
        return String.join(", ", parts) + ": " + sentence(witness.text());
    }

    private static String evidence(CellResult result) {
        String why = result.verdict().why();
        String counted = result.evidence();
        return (counted.isBlank() || why.contains(counted) ? "" : sentence(counted) + " ")
                + (why.isBlank() ? "" : sentence(why) + " ");
    }

    private static String also(List<Finding> findings) {
        return findings.stream()
                .skip(1)
                .map(f -> f.promise() + " (" + Figures.count(f.count(), "time") + elsewhere(f, findings.getFirst()) + ")")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The same promise in another phase is told by that phase. */
    private static String elsewhere(Finding finding, Finding shown) {
        int phase = finding.witness().phase();
        return finding.promise().equals(shown.promise()) && phase >= 0 && phase != shown.witness().phase()
                ? ", in phase " + phase
                : "";
    }

    private static String sentence(String text) {
        String stripped = text.strip();
        boolean ended = stripped.isEmpty() || ".!?".indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        return ended ? stripped : stripped + ".";
    }
}
