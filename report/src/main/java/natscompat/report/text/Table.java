package natscompat.report.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table without rules: columns two blanks apart, in the width that there is. When the rows need more, the columns that
 * may shrink do so, the widest first; a cell that does not fit ends in an ellipsis.
 */
public final class Table {
    private static final int GAP = 2;
    private static final int LEAST_COLUMN = 4;

    private final List<Column> columns;
    private final List<List<Entry>> rows = new ArrayList<>();

    /**
     * A column.
     *
     * @param title its heading
     * @param right whether its entries stand at its right edge
     * @param shrinks whether it may be cut
     */
    public record Column(String title, boolean right, boolean shrinks) {
        /** A column of words that may be cut. */
        public static Column words(String title) {
            return new Column(title, false, true);
        }

        /** A column that keeps its width. */
        public static Column firm(String title) {
            return new Column(title, false, false);
        }

        /** A column of figures. */
        public static Column figures(String title) {
            return new Column(title, true, false);
        }
    }

    /** What stands in one place of the table. */
    public record Entry(String text, Ink ink) {
        /** Without any ink. */
        public static Entry of(String text) {
            return new Entry(text, Ink.PLAIN);
        }
    }

    /** An empty table. */
    public Table(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Adds a row; one entry for each column. */
    public Table row(Entry... entries) {
        return row(Arrays.asList(entries));
    }

    /** Adds a row; one entry for each column. */
    public Table row(List<Entry> entries) {
        if (entries.size() != columns.size()) {
            throw new IllegalArgumentException(entries.size() + " entries for " + columns.size() + " columns");
        }
        rows.add(List.copyOf(entries));
        return this;
    }

    /** How wide the table is if nothing is cut, without indentation. */
    public int naturalWidth() {
        return Arrays.stream(naturalWidths()).sum() + GAP * (columns.size() - 1);
    }

    /** The lines, the heading first unless all titles are empty. */
    public List<String> render(int width, String indent, Style style) {
        int[] widths = fit(width - indent.length());
        List<String> lines = new ArrayList<>();
        if (columns.stream().anyMatch(c -> !c.title().isEmpty())) {
            lines.add(line(columns.stream().map(c -> new Entry(c.title(), Ink.FAINT)).toList(), widths, indent, style));
        }
        rows.forEach(row -> lines.add(line(row, widths, indent, style)));
        return lines;
    }

    private String line(List<Entry> row, int[] widths, String indent, Style style) {
        StringBuilder line = new StringBuilder(indent);
        int owed = 0;
        for (int i = 0; i < row.size(); i++) {
            String text = style.cut(row.get(i).text(), widths[i]);
            int blanks = widths[i] - length(text);
            int before = columns.get(i).right() ? blanks : 0;
            if (!text.isEmpty()) {
                line.repeat(' ', owed + before).append(style.paint(row.get(i).ink(), text));
                owed = blanks - before + GAP;
            } else {
                owed += widths[i] + GAP;
            }
        }
        return line.toString().isBlank() ? "" : line.toString();
    }

    private int[] naturalWidths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(length(columns.get(i).title()),
                    rows.stream().mapToInt(row -> length(row.get(column).text())).max().orElse(0));
        }
        return widths;
    }

    private int[] fit(int room) {
        int[] widths = naturalWidths();
        int over = Arrays.stream(widths).sum() + GAP * (widths.length - 1) - room;
        while (over > 0) {
            int widest = widestThatShrinks(widths);
            if (widest < 0) {
                widest = widest(widths);
                if (widths[widest] <= 1) {
                    break;
                }
            }
            widths[widest]--;
            over--;
        }
        return widths;
    }

    private int widestThatShrinks(int[] widths) {
        int found = -1;
        for (int i = 0; i < widths.length; i++) {
            boolean may = columns.get(i).shrinks() && widths[i] > LEAST_COLUMN;
            if (may && (found < 0 || widths[i] >= widths[found])) {
                found = i;
            }
        }
        return found;
    }

    private static int widest(int[] widths) {
        int found = 0;
        for (int i = 1; i < widths.length; i++) {
            found = widths[i] >= widths[found] ? i : found;
        }
        return found;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @Override
    public String toString() {
        return columns.stream().map(Column::title).collect(Collectors.joining(" | ")) + ", " + rows.size() + " rows";
    }
}
