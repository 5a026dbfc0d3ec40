package natscompat.deployer.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which processes did not get to run between two looks: a thread of theirs waited for a processor, as /proc tells. Looked
 * at about once a second. Used by one thread at a time.
 */
public final class Starvation {
    /** A thread that waited this long within one second got less than half of its time. */
    private static final Duration STARVED = Duration.ofMillis(500);
    /**
     * ... and each wait took this long on the average. Many short waits are what sharing a processor looks like: they add
     * up to as much without ever holding up a heartbeat.
     */
    private static final Duration AT_A_TIME = Duration.ofMillis(50);

    /** The kernel's clocks of two processors differ at times. */
    private static final Duration SLACK = Duration.ofMillis(10);

    private final Map<Path, RunQueue> before = new HashMap<>();
    private long last = System.nanoTime();

    /** How long the thread that waited longest waited, by process; processes that got to run are left out. */
    public Map<Long, Duration> look(Collection<Long> pids) {
        Map<Path, RunQueue> now = new HashMap<>();
        Map<Long, Duration> starved = new HashMap<>();
        long elapsed = System.nanoTime() - last;
        last = System.nanoTime();
        for (long pid : pids) {
            Duration worst = Duration.ofNanos(worst(pid, now, elapsed));
            if (worst.compareTo(STARVED) >= 0) {
                starved.put(pid, worst);
            }
        }
        before.clear();
        before.putAll(now);
        return Map.copyOf(starved);
    }

    private long worst(long pid, Map<Path, RunQueue> now, long elapsed) {
        long worst = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path task : tasks) {
                long waited = waited(task, now);
                // Nobody waits longer than time has passed.
                worst = waited > elapsed + SLACK.toNanos() ? worst : Math.max(worst, waited);
            }
            return worst;
        } catch (IOException e) {
            return 0; // The process went away between the two looks.
        }
    }

    /** Nanoseconds that the thread waited since the last look, if it waited long at a time; else 0. */
    private long waited(Path task, Map<Path, RunQueue> now) {
        Optional<RunQueue> read = RunQueue.of(task);
        if (read.isEmpty()) {
            return 0;
        }
        RunQueue queue = read.get();
        now.put(task, queue);
        RunQueue since = queue.since(before.getOrDefault(task, queue));
        return since.meanNanos() >= AT_A_TIME.toNanos() ? since.waitedNanos() : 0;
    }
}
