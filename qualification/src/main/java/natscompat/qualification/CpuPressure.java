package natscompat.qualification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The share of time in which something that could run had to wait for a processor, as the kernel tells it
 * (/proc/pressure/cpu, Linux 4.20 and later). Used by one thread.
 */
final class CpuPressure {
    private static final Path FILE = Path.of("/proc/pressure/cpu");
    private static final Pattern SOME = Pattern.compile("^some .*total=(\\d{1,18})");
    private static final double NANOS_OF_A_MICRO = 1_000;

    private final Path file;
    private long micros;
    private long at;

    CpuPressure() {
        this(FILE);
    }

    /** Whether the kernel of this machine tells. */
    static boolean told() {
        return Files.isReadable(FILE);
    }

    /** As that file tells. */
    CpuPressure(Path file) {
        this.file = file;
        this.micros = total();
        this.at = System.nanoTime();
    }

    /** The share since the last look, 0 to 1; 0 where the kernel does not tell. */
    double look() {
        long now = System.nanoTime();
        long total = total();
        double share = total < 0 || micros < 0 || now <= at ? 0 : (total - micros) * NANOS_OF_A_MICRO / (now - at);
        micros = total;
        at = now;
        return Math.min(1, share);
    }

    private long total() {
        try {
            Matcher some = SOME.matcher(Files.readString(file));
            return some.find() ? Long.parseLong(some.group(1)) : -1;
        } catch (IOException e) {
            return -1;
        }
    }
}
