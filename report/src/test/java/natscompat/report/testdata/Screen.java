package natscompat.report.testdata;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A terminal that understands just what the progress display may use; anything else fails the test. Wrapping is
 * modelled, so a line that is too long moves what follows, as it would on a real one.
 */
public final class Screen {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\??)([0-9;]*)([A-Za-z])");

    private final int columns;
    private final List<StringBuilder> lines = new ArrayList<>(List.of(new StringBuilder()));
    private int row;
    private int column;
    private boolean wraps = true;

    /** An empty screen of that width, endlessly high. */
    public Screen(int columns) {
        this.columns = columns;
    }

    /** Shows what was written. */
    public Screen show(String output) {
        int i = 0;
        while (i < output.length()) {
            char c = output.charAt(i);
            if (c == '\u001b') {
                Matcher m = SEQUENCE.matcher(output).region(i, output.length());
                if (!m.lookingAt()) {
                    throw new AssertionError("an escape that no terminal knows, at " + i);
                }
                obey(m.group(1) + m.group(3), m.group(2));
                i = m.end();
            } else {
                put(c);
                i++;
            }
        }
        return this;
    }

    /** What can be seen now. */
    public String text() {
        return lines.stream().map(line -> line.toString().stripTrailing()).collect(Collectors.joining("\n"));
    }

    /** Whether wrapping is on, as a terminal is left. */
    public boolean wraps() {
        return wraps;
    }

    /** Whether the next character stands at the start of an empty line, so that what comes next looks right. */
    public boolean atFreshLine() {
        return column == 0 && row == lines.size() - 1 && lines.get(row).isEmpty();
    }

    private void obey(String what, String number) {
        switch (what) {
            case "A" -> row = Math.max(0, row - Integer.parseInt(number));
            case "J" -> {
                lines.subList(row + 1, lines.size()).clear();
                lines.get(row).setLength(Math.min(column, lines.get(row).length()));
            }
            case "?l" -> wraps = false;
            case "?h" -> wraps = true;
            case "m" -> { }
            default -> throw new AssertionError("the display may not use ESC[" + what);
        }
    }

    private void put(char c) {
        switch (c) {
            case '\n' -> {
                row++;
                column = 0;
                if (row == lines.size()) {
                    lines.add(new StringBuilder());
                }
            }
            case '\r' -> column = 0;
            default -> {
                if (column == columns && wraps) {
                    put('\n');
                }
                StringBuilder line = lines.get(row);
                line.repeat(' ', Math.max(0, column - line.length()));
                int at = Math.min(column, columns - 1);
                if (at < line.length()) {
                    line.setCharAt(at, c);
                } else {
                    line.append(c);
                }
                column = Math.min(columns, column + 1);
            }
        }
    }
}
