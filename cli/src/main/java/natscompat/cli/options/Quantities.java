package natscompat.cli.options;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.catalog.Pace;
import natscompat.model.failure.Failure;

/** Reads durations and sizes as people type them. */
public final class Quantities {
    private static final Pattern DURATION =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?(?:(\\d{1,9})ms)?");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})\\s*(k|m|g|t)?i?b?", Pattern.CASE_INSENSITIVE);

    private Quantities() {}

    /** Reads {@code 4m}, {@code 90s}, {@code 1h30m}, {@code 500ms}; always longer than nothing. */
    public static Duration duration(String option, String text) {
        Matcher m = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
        Duration read = m.matches()
                ? Duration.ofDays(number(m, 1)).plusHours(number(m, 2)).plusMinutes(number(m, 3))
                        .plusSeconds(number(m, 4)).plusMillis(number(m, 5))
                : Duration.ZERO;
        if (read.isZero()) {
            throw Failure.input("read " + option + " " + text, "that is no duration",
                    "Say it with a unit, for example 90s, 4m or 1h30m.");
        }
        return read;
    }

    /** Reads {@code 3s-9s}, or {@code 5s} for a fixed time. */
    public static Pace pace(String option, String text) {
        int dash = text.indexOf('-');
        Duration least = duration(option, dash < 0 ? text : text.substring(0, dash));
        Duration most = dash < 0 ? least : duration(option, text.substring(dash + 1));
        if (most.compareTo(least) < 0) {
            throw Failure.input("read " + option + " " + text, "it ends before it begins", "Use 3s-9s, for example.");
        }
        return new Pace(least, most);
    }

    /** Reads {@code 200MB}, {@code 1g} or a number of bytes; units are powers of 1024. */
    public static long bytes(String option, String text) {
        Matcher m = SIZE.matcher(text.strip());
        if (!m.matches()) {
            throw Failure.input("read " + option + " " + text, "that is no size",
                    "Say it with a unit, for example 200MB or 1g.");
        }
        String unit = m.group(2);
        int power = unit == null ? 0 : "kmgt".indexOf(unit.toLowerCase(Locale.ROOT)) + 1;
        return Math.multiplyExact(Long.parseLong(m.group(1)), 1L << (10 * power));
    }

    private static long number(Matcher m, int group) {
        String digits = m.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
