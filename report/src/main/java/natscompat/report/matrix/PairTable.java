package natscompat.report.matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.ReleasePair;
import natscompat.report.text.Ink;
import natscompat.report.text.Table;
import natscompat.report.text.Wrap;

/** The matrix of one pair of releases: walk and mode downwards; the mix and its two controls across. */
final class PairTable {
    private static final String INDENT = "  ";
    private static final String NONE = "-";
    private static final String NOT_RUN = "not run";

    private final MatrixView view;

    PairTable(MatrixView view) {
        this.view = view;
    }

    List<String> render(ReleasePair pair) {
        Table table = table(pair, "only ");
        boolean fits = table.naturalWidth() + INDENT.length() <= view.width();
        return (fits ? table : table(pair, "")).render(view.width(), INDENT, view.style());
    }

    private Table table(ReleasePair pair, String only) {
        boolean controls = view.subjects(pair).stream().anyMatch(c -> !c.controls().isEmpty());
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.Column.words("walk"),
                Table.Column.words("mayhem"),
                Table.Column.firm(pair.from().equals(pair.to()) ? name(pair.to()) : "mixed")));
        if (controls) {
            columns.add(Table.Column.firm(only + name(pair.from())));
            columns.add(Table.Column.firm(only + name(pair.to())));
        }
        Table table = new Table(columns);
        Map<String, List<Cell>> walks = view.subjects(pair).stream()
                .collect(Collectors.groupingBy(view.names()::walk, LinkedHashMap::new, Collectors.toList()));
        walks.forEach((walk, cells) -> {
            for (Cell cell : cells) {
                List<Table.Entry> row = new ArrayList<>(List.of(
                        Table.Entry.of(cell.equals(cells.getFirst()) ? walk : ""),
                        Table.Entry.of(cell.mayhem()),
                        entry(cell)));
                if (controls) {
                    row.add(control(cell, CellRole.CONTROL_OLD));
                    row.add(control(cell, CellRole.CONTROL_NEW));
                }
                table.row(row);
            }
        });
        return table;
    }

    /** What the columns mean, for whoever sees them for the first time. */
    List<String> legend(ReleasePair pair) {
        List<Cell> subjects = view.subjects(pair);
        String text = pair.from().equals(pair.to()) ? "" : "mixed: both releases in one cluster.";
        if (subjects.stream().anyMatch(c -> !c.controls().isEmpty())) {
            text += " The columns after it: the controls, the same steps and faults with that release alone"
                    + (subjects.stream().anyMatch(this::borrows) ? "; in brackets: of another walk, not compared." : ".");
        }
        if (subjects.stream().anyMatch(c -> c.controls().isEmpty())) {
            text += " -: no control planned.";
        }
        if (view.entries().stream().anyMatch(e -> !e.notPromised().isEmpty())) {
            text += " *: with a loss that NATS does not promise against.";
        }
        return text.isBlank()
                ? List.of()
                : Wrap.wrap(text, view.width(), "  ", "  ").stream()
                        .map(line -> view.style().paint(Ink.FAINT, line))
                        .toList();
    }

    private Table.Entry control(Cell subject, CellRole role) {
        Optional<Cell> control = view.control(subject, role);
        return control.map(c -> view.compared(c, subject) ? entry(c) : inBrackets(entry(c)))
                .orElse(new Table.Entry(NONE, Ink.FAINT));
    }

    private static Table.Entry inBrackets(Table.Entry entry) {
        return new Table.Entry("(" + entry.text() + ")", entry.ink());
    }

    /** Whether what stands beside a subject is the control of another walk. */
    private boolean borrows(Cell subject) {
        return view.planned().anyMatch(c -> subject.controls().contains(c.number()) && !view.compared(c, subject));
    }

    private Table.Entry entry(Cell cell) {
        return view.entry(cell.number())
                .map(e -> new Table.Entry(
                        (cell.role() == CellRole.SUBJECT ? e.words().label() : e.word())
                                + (e.notPromised().isEmpty() ? "" : " *"),
                        e.kind().ink()))
                .orElse(new Table.Entry(NOT_RUN, Ink.CARE));
    }

    private String name(String release) {
        return view.names().releases().of(release);
    }
}
