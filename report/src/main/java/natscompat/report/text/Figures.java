package natscompat.report.text;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
public final class Figures {
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long ROUGH_FROM_SECONDS = 90;
    private static final long KIBI = 1024;

    private Figures() {}

    /** {@code 12,345}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 cell}, {@code 12 cells}, {@code 0 cells}. */
    public static String count(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /** A running clock: {@code 0:07}, {@code 12:34}, {@code 1:02:03}. */
    public static String clock(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < HOUR
                ? String.format(Locale.ROOT, "%d:%02d", seconds / MINUTE, seconds % MINUTE)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE);
    }

    /** A length of time: {@code 350 ms}, {@code 2.5 s}, {@code 45 s}, {@code 2 min 40 s}, {@code 1 h 5 min}. */
    public static String time(Duration time) {
        long millis = time.toMillis();
        long seconds = Math.round(millis / 1000.0);
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 10_000) {
            String tenths = String.format(Locale.ROOT, "%.1f", millis / 1000.0);
            return (tenths.endsWith(".0") ? tenths.substring(0, tenths.length() - 2) : tenths) + " s";
        }
        if (seconds < ROUGH_FROM_SECONDS) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min" + (seconds % MINUTE == 0 ? "" : " " + seconds % MINUTE + " s");
        }
        long minutes = seconds % HOUR / MINUTE;
        return seconds / HOUR + " h" + (minutes == 0 ? "" : " " + minutes + " min");
    }

    /** {@code 800 MiB}, {@code 1.2 GiB}. */
    public static String bytes(long bytes) {
        if (bytes < KIBI * KIBI) {
            return Math.max(bytes == 0 ? 0 : 1, bytes / KIBI) + " KiB";
        }
        double mebi = bytes / (double) (KIBI * KIBI);
        return mebi < KIBI
                ? String.format(Locale.ROOT, "%.0f MiB", mebi)
                : String.format(Locale.ROOT, "%.1f GiB", mebi / KIBI);
    }
}
