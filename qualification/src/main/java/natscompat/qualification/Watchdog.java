package natscompat.qualification;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import natscompat.model.time.Waiting;

/**
 * Gives up cells that hang: one that runs four times as long as was forecast, and 15 minutes more, is interrupted, with the
 * stacks of all threads in its folder ({@code threads.txt}). Each wait has a limit of its own, the longest of which (for
 * the faults of a step) leaves a short cell time enough to be read back; this is for what none of them bounds. Thread-safe.
 */
final class Watchdog implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    /** What is interrupted once may have been looking away. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Map<CellContext, Watched> cells = new ConcurrentHashMap<>();
    private final UnaryOperator<Duration> limit;
    private final Thread watcher;

    private record Watched(Thread thread, long deadline, Duration limit) {
        Watched again() {
            return new Watched(thread, System.nanoTime() + AGAIN.toNanos(), limit);
        }
    }

    Watchdog() {
        this(forecast -> forecast.multipliedBy(4).plusMinutes(15));
    }

    /** With a limit made from a cell's forecast. */
    Watchdog(UnaryOperator<Duration> limit) {
        this.limit = limit;
        // A platform thread: what hangs may be all that carries virtual ones.
        watcher = Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }

    /** The cell runs from now on, in the thread that calls this. */
    void add(CellContext cell) {
        Duration time = limit.apply(cell.cell().forecast());
        cells.put(cell, new Watched(Thread.currentThread(), System.nanoTime() + time.toNanos(), time));
    }

    /** From when this returns the thread is not interrupted any more. */
    void remove(CellContext cell) {
        cells.remove(cell);
    }

    private void watch() {
        try {
            while (true) {
                // Atomic with remove().
                cells.keySet().forEach(cell -> cells.computeIfPresent(cell, Watchdog::look));
                Waiting.pause("the next look at running cells", POLL);
            }
        } catch (Waiting.Interrupted e) {
            // close() ends the watch.
        }
    }

    private static Watched look(CellContext cell, Watched watched) {
        if (cell.isKeptOpen() || System.nanoTime() - watched.deadline() < 0) {
            return watched;
        }
        if (cell.overdue().isEmpty()) {
            String why = "it hung in " + (cell.step().isEmpty() ? "its beginning" : "step " + cell.step()) + ", "
                    + watched.limit().toSeconds() + " s after it began";
            cell.overdue(why);
            cell.note(why + threads(cell.folder().path().resolve("threads.txt")));
        }
        watched.thread().interrupt();
        return watched.again();
    }

    private static String threads(Path file) {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpThreads(
                    file.toAbsolutePath().toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            return "; all threads are in " + file.getFileName();
        } catch (IOException | RuntimeException e) {
            return "; the threads could not be written: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
