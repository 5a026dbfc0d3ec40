package natscompat.report.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How text may look where it is going. Immutable.
 *
 * @param colour whether colours are understood and wanted
 * @param unicode whether signs beyond ASCII will be shown as what they are
 */
public record Style(boolean colour, boolean unicode) {
    private static final int FIRST_BEYOND_ASCII = 0x80;

    /** Neither colours nor signs beyond ASCII: right everywhere. */
    public static Style plain() {
        return new Style(false, false);
    }

    /**
     * Decides from the surroundings. Colours need a terminal whose {@code TERM} is not {@code dumb}, and no
     * {@code NO_COLOR} (any value but empty; no-color.org); {@code CLICOLOR_FORCE} wants them without a terminal too.
     * Signs beyond ASCII need a UTF-8 locale: the first of {@code LC_ALL}, {@code LC_CTYPE}, {@code LANG} that is set.
     *
     * @param isTerminal whether the stream in question is a terminal
     * @param environment the process environment
     */
    public static Style of(boolean isTerminal, Map<String, String> environment) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        boolean forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0");
        boolean able = isTerminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("")
                .toUpperCase(Locale.ROOT);
        return new Style(!refused && (forced || able), locale.contains("UTF-8") || locale.contains("UTF8"));
    }

    /** The text in that ink. Measure and cut before painting: a painted text has signs that take no room. */
    public String paint(Ink ink, String text) {
        if (!colour || ink == Ink.PLAIN || text.isEmpty()) {
            return text;
        }
        return "\u001b[" + ink.code() + "m" + text + "\u001b[0m";
    }

    /** What stands for a part left out. */
    public String ellipsis() {
        return unicode ? "\u2026" : "..";
    }

    /**
     * Makes text from outside (log lines, client errors, names) fit to show: one line, no control signs that a terminal
     * would obey, nothing that the locale cannot show.
     */
    public String clean(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(' ');
            } else if (c >= FIRST_BEYOND_ASCII && !unicode) {
                out.append('?');
            } else {
                out.appendCodePoint(c);
            }
        });
        return out.toString().strip();
    }

    /** Shortens the text to at most {@code width} signs, with the {@link #ellipsis} at its end when something is gone. */
    public String cut(String text, int width) {
        int length = text.codePointCount(0, text.length());
        if (length <= width) {
            return text;
        }
        String mark = ellipsis();
        if (width <= mark.length()) {
            return text.substring(0, text.offsetByCodePoints(0, Math.max(0, width)));
        }
        return text.substring(0, text.offsetByCodePoints(0, width - mark.length())).stripTrailing() + mark;
    }
}
