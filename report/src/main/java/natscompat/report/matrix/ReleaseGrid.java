package natscompat.report.matrix;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.Cell;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.plan.ReleasePair;
import natscompat.report.VerdictWords;
import natscompat.report.matrix.MatrixView.Entry;
import natscompat.report.text.Ink;
import natscompat.report.text.Table;

/** The matrix of more than two releases: old downwards, new across, one word for all cells of a pair. */
final class ReleaseGrid {
    private static final int COLUMN_WITH_GAP = 14;
    private static final int FIRST_COLUMN = 22;

    private final MatrixView view;

    ReleaseGrid(MatrixView view) {
        this.view = view;
    }

    /** The grid; with more releases than fit side by side, in blocks one below the other. */
    List<String> render() {
        List<ReleasePair> pairs = view.pairs();
        List<String> all = view.plan().releases().stream().map(PlannedRelease::name).toList();
        List<String> from = all.stream()
                .filter(r -> pairs.stream().anyMatch(p -> p.from().equals(r)))
                .toList();
        List<String> to = all.stream()
                .filter(r -> pairs.stream().anyMatch(p -> p.to().equals(r)))
                .toList();
        int across = Math.max(1, (view.width() - FIRST_COLUMN) / COLUMN_WITH_GAP);
        List<String> lines = new ArrayList<>();
        for (int start = 0; start < to.size(); start += across) {
            if (start > 0) {
                lines.add("");
            }
            lines.addAll(block(from, to.subList(start, Math.min(to.size(), start + across))));
        }
        return lines;
    }

    private List<String> block(List<String> from, List<String> to) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.words("from \\ to")));
        to.forEach(r -> columns.add(Table.Column.words(view.names().releases().of(r))));
        Table table = new Table(columns);
        for (String old : from) {
            List<Table.Entry> row = new ArrayList<>(
                    List.of(new Table.Entry(view.names().releases().of(old), Ink.FAINT)));
            to.forEach(next -> row.add(word(new ReleasePair(old, next))));
            table.row(row);
        }
        return table.render(view.width(), "  ", view.style());
    }

    private Table.Entry word(ReleasePair pair) {
        List<Cell> cells = view.subjects(pair);
        if (cells.isEmpty()) {
            return new Table.Entry(".", Ink.FAINT);
        }
        for (VerdictWords.Kind kind : List.of(VerdictWords.Kind.RED, VerdictWords.Kind.CRASHED, VerdictWords.Kind.OPEN)) {
            List<String> labels = cells.stream()
                    .flatMap(c -> view.entry(c.number()).stream())
                    .filter(e -> e.kind() == kind && !e.excused())
                    .map(Entry::word)
                    .toList();
            if (!labels.isEmpty()) {
                return new Table.Entry(labels.getFirst() + " " + labels.size() + "/" + cells.size(), kind.ink());
            }
        }
        List<Entry> entries = cells.stream().flatMap(c -> view.entry(c.number()).stream()).toList();
        long green = entries.stream().filter(e -> e.kind() == VerdictWords.Kind.GREEN).count();
        long excused = entries.stream().filter(Entry::excused).count();
        if (green + excused < cells.size()) {
            return new Table.Entry("pass " + green + "/" + cells.size(), Ink.CARE);
        }
        return new Table.Entry(excused == 0 ? "pass" : "excused " + excused + "/" + cells.size(), VerdictWords.Kind.GREEN.ink());
    }
}
