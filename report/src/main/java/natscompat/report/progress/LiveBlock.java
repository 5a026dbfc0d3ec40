package natscompat.report.progress;

import java.io.PrintStream;
import java.util.List;

/**
 * Lines at the bottom of a terminal that are drawn again and again, with others scrolling by above them. Each drawing is
 * one write that leaves the terminal as it was (cursor shown, wrapping on), so that whenever the program dies nothing has
 * to be put right. While the block is drawn wrapping is off: a line that is too long on a screen that has just shrunk
 * is cut by the terminal instead of moving everything. Not thread-safe.
 */
final class LiveBlock {
    /** DECAWM off and on, cursor up, erase below (ECMA-48 and every terminal since the VT100). */
    private static final String WRAP_OFF = "\u001b[?7l";

    private static final String WRAP_ON = "\u001b[?7h";
    private static final String ERASE_BELOW = "\u001b[J";

    private final PrintStream out;
    private int drawn;

    LiveBlock(PrintStream out) {
        this.out = out;
    }

    /** Lets lines scroll by, then draws the block. */
    void draw(List<String> passing, List<String> block) {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A').append('\r').append(ERASE_BELOW);
        }
        passing.forEach(line -> text.append(line).append("\n"));
        if (!block.isEmpty()) {
            text.append(WRAP_OFF);
            block.forEach(line -> text.append(line).append("\n"));
            text.append(WRAP_ON);
        }
        if (!text.isEmpty()) {
            out.print(text);
            out.flush();
        }
        drawn = block.size();
    }
}
