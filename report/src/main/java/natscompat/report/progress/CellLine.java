package natscompat.report.progress;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.ReleasePair;
import natscompat.model.verdict.CellResult;
import natscompat.report.CellNames;
import natscompat.report.VerdictWords;
import natscompat.report.text.Figures;
import natscompat.report.text.Ink;
import natscompat.report.text.Style;

/**
 * One line for a cell, running or ended, in the same columns: sign, number, walk / mode, role, phase or verdict, fault,
 * operations, clock. The columns depend on the width alone, so nothing moves while figures change; on a narrow screen
 * role, phase, fault and operations go, in this order. Immutable.
 *
 * @param width signs to a line; none is longer
 */
record CellLine(CellNames names, int width, Style style) {
    private static final int NUMBER = 3;
    private static final int PHASE = 14;
    private static final int OPERATIONS = 6;
    private static final int CLOCK = 5;
    private static final int LEAST_TITLE = 26;
    private static final int MOST_TITLE = 44;
    private static final int MOST_FAULT = 32;
    private static final int LEAST_FAULT = 10;
    private static final int GAP = 1;
    private static final int SIGN = 2;
    private static final int MILLION = 1_000_000;
    private static final int THOUSAND = 1_000;
    private static final int HUNDRED_THOUSAND = 100_000;
    private static final int LEAST_WALK = 5;

    /** How wide the columns that come and go are; 0 where one is left out. */
    private record Columns(int title, int role, int phase, int fault, int operations) {}

    String running(Cell cell, String phase, String fault, long operations, Duration elapsed) {
        return line("", Ink.PLAIN, cell, shortened(phase, cell.pair()), Ink.PLAIN, fault, operations, elapsed);
    }

    String ended(Cell cell, CellResult result) {
        VerdictWords words = VerdictWords.of(result.verdict());
        Ink ink = words.kind().ink();
        return line(words.kind().sign(style), ink, cell, words.label(), ink, Sentences.faults(result),
                Sentences.operations(result), result.took());
    }

    private String line(String sign, Ink signInk, Cell cell, String phase, Ink phaseInk, String fault, long operations,
            Duration time) {
        Columns columns = columns();
        StringBuilder line = new StringBuilder();
        left(line, sign, SIGN, signInk);
        right(line, String.valueOf(cell.number()), NUMBER);
        left(line.append(' '), title(cell, columns.title), columns.title, Ink.PLAIN);
        if (columns.role > 0) {
            left(line.append(' '), role(cell), columns.role, Ink.FAINT);
        }
        if (columns.phase > 0) {
            left(line.append(' '), phase, columns.phase, phaseInk);
        }
        if (columns.fault > 0) {
            left(line.append(' '), fault, columns.fault, sign.isEmpty() ? Ink.CARE : Ink.FAINT);
        }
        if (columns.operations > 0) {
            right(line.append(' '), brief(operations), columns.operations);
        }
        right(line.append(' '), clock(time), CLOCK);
        return line.toString();
    }

    private Columns columns() {
        int room = width - SIGN - NUMBER - CLOCK - 2 * GAP;
        int role = names.plan().cells().stream().mapToInt(c -> role(c).length()).max().orElse(0);
        int operations = OPERATIONS;
        int phase = PHASE;
        int fault = LEAST_FAULT;
        int title = room - role - phase - fault - operations - 4 * GAP;
        if (title < LEAST_TITLE) {
            title += role + GAP;
            role = 0;
        }
        if (title < LEAST_TITLE) {
            title += phase + GAP;
            phase = 0;
        }
        if (title < LEAST_TITLE) {
            title += fault + GAP;
            fault = 0;
        }
        if (title < LEAST_TITLE) {
            title += operations + GAP;
            operations = 0;
        }
        int spare = Math.max(0, title - LEAST_TITLE) / 2;
        if (fault > 0) {
            int more = Math.max(Math.min(spare, MOST_FAULT - fault), title - spare - MOST_TITLE);
            fault += Math.min(more, MOST_FAULT - LEAST_FAULT);
            title -= Math.min(more, MOST_FAULT - LEAST_FAULT);
        }
        return new Columns(Math.max(0, Math.min(title, MOST_TITLE)), role, phase, fault, operations);
    }

    /** The mode tells cells apart better than the walk, so the walk is cut first. */
    private String title(Cell cell, int room) {
        String title = names.title(cell);
        int over = title.length() - room;
        String walk = names.walk(cell);
        return over > 0 && walk.length() - over >= LEAST_WALK
                ? style.cut(walk, walk.length() - over) + title.substring(walk.length())
                : title;
    }

    /** With one pair of releases: mix, old, new; with more the releases themselves. */
    private String role(Cell cell) {
        boolean onePair = names.plan().cells().stream().map(Cell::pair).distinct().count() <= 1;
        return switch (cell.role()) {
            case SUBJECT -> onePair ? "mix" : brief(cell.pair().from()) + ">" + brief(cell.pair().to());
            case CONTROL_OLD, CONTROL_NEW -> {
                boolean old = cell.role() == CellRole.CONTROL_OLD;
                yield onePair ? (old ? "old" : "new") : brief(old ? cell.pair().from() : cell.pair().to());
            }
        };
    }

    private String brief(String release) {
        String name = names.releases().of(release);
        return name.startsWith("v") ? name.substring(1) : style.cut(name, 8);
    }

    /** {@code 2 x v2.12.15 + 1 x v2.14.5} as {@code 2 old + 1 new}. */
    private static String shortened(String phase, ReleasePair pair) {
        return phase.replaceAll(" x " + Pattern.quote(pair.from()) + "(?=$|[ ,])", " old")
                .replaceAll(" x " + Pattern.quote(pair.to()) + "(?=$|[ ,])", " new");
    }

    private static String brief(long number) {
        if (number < HUNDRED_THOUSAND) {
            return Figures.count(number);
        }
        return number < MILLION
                ? number / THOUSAND + "k"
                : String.format(Locale.ROOT, "%.1fM", number / (double) MILLION);
    }

    private static String clock(Duration time) {
        return time.toHours() == 0 ? Figures.clock(time) : time.toHours() + "h" + "%02d".formatted(time.toMinutesPart());
    }

    private void left(StringBuilder line, String text, int room, Ink ink) {
        String shown = style.cut(style.clean(text), room);
        line.append(style.paint(ink, shown)).repeat(' ', room - shown.codePointCount(0, shown.length()));
    }

    private static void right(StringBuilder line, String text, int room) {
        line.repeat(' ', Math.max(0, room - text.length())).append(text);
    }
}
