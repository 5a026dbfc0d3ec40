package natscompat.deployer.kubernetes.platform;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells lines of a container's log that were seen from those that were not, by the time that stands before each: it is
 * asked for again from a whole second on. Used by one thread; {@link #since} by any.
 */
final class LogLines {
    private static final String BEGINNING = "1970-01-01T00:00:00Z";
    private static final int SECONDS = "1970-01-01T00:00:00".length();

    private final AtomicReference<String> last = new AtomicReference<>("");

    /** From when on lines have to be asked for. */
    String since() {
        String time = last.get();
        return time.length() < SECONDS ? BEGINNING : time.substring(0, SECONDS) + "Z";
    }

    /** The line without its time, if it was not seen yet. */
    Optional<String> fresh(String line) {
        int blank = line.indexOf(' ');
        if (blank < SECONDS) {
            return Optional.empty(); // Half a line: the way broke in the middle of its time.
        }
        String time = padded(line.substring(0, blank));
        if (time.compareTo(last.get()) <= 0) {
            return Optional.empty();
        }
        last.set(time);
        return Optional.of(line.substring(blank + 1));
    }

    /** Trailing zeros of the fraction are not written, so times are compared as numbers of one length. */
    private static String padded(String time) {
        String digits = time.substring(0, time.length() - 1);
        String whole = digits.contains(".") ? digits : digits + ".";
        return whole + "0".repeat(Math.max(0, SECONDS + 1 + 9 - whole.length()));
    }
}
