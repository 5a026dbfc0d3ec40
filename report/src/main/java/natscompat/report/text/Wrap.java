package natscompat.report.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
public final class Wrap {
    private static final int LEAST_WIDTH = 8;

    private Wrap() {}

    /**
     * Breaks at blanks so that no line is longer than {@code width}; a word that is longer than a line is broken itself.
     *
     * @param text one paragraph; line breaks in it count as blanks
     * @param width signs to a line, indentation included
     * @param first stands before the first line
     * @param next stands before each further line
     */
    public static List<String> wrap(String text, int width, String first, String next) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean fresh = true;
        for (String word : text.strip().split("\\s+", -1)) {
            String rest = word;
            int room = Math.max(LEAST_WIDTH, width - next.length());
            if (!fresh && length(line) + 1 + length(rest) > width) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                fresh = true;
            }
            while (fresh && length(rest) > room) {
                int cut = rest.offsetByCodePoints(0, Math.max(LEAST_WIDTH, width - length(line)));
                lines.add(line + rest.substring(0, cut));
                rest = rest.substring(cut);
                line = new StringBuilder(next);
            }
            line.append(fresh ? "" : " ").append(rest);
            fresh = false;
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
