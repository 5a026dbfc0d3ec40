package natscompat.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many builds this machine can take. Stateless. */
final class Memory {
    /** A build of nats-server peaks between 0.72 and 1.06 GB (measured; facts/nats.md 1.4). */
    private static final long ONE_BUILD_KIB = 1 << 20;

    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB");
    private static final List<Path> LIMITS = List.of(
            Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));

    private Memory() {}

    /** At least one, at most one a core, as many as memory allows. */
    static int buildsAtATime() {
        long byMemory = Math.max(1, availableKib() / ONE_BUILD_KIB);
        return (int) Math.min(byMemory, Runtime.getRuntime().availableProcessors());
    }

    private static long availableKib() {
        long limit = Long.MAX_VALUE;
        for (Path file : LIMITS) {
            limit = Math.min(limit, limitKib(file));
        }
        try {
            Matcher m = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
            return m.find() ? Math.min(limit, Long.parseLong(m.group(1))) : limit;
        } catch (IOException e) {
            return limit;
        }
    }

    private static long limitKib(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.equals("max") ? Long.MAX_VALUE : Long.parseLong(text) / 1024;
        } catch (IOException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
