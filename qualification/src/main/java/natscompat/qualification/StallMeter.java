package natscompat.qualification;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import natscompat.model.history.Event;
import natscompat.model.time.Waiting;

/**
 * Measures all the time whether this process and the servers get to run: a 10 ms ticker (a late tick shows pauses of the
 * scheduler and of the garbage collector alike), and once a second how long the threads of each server waited for a
 * processor (/proc). Tells every registered cell. Thread-safe.
 */
final class StallMeter implements AutoCloseable {
    /** A tick that comes later than this is an event; findings are excused from 500 ms on (SEMANTICS.md 3). */
    static final Duration WORTH_TELLING = Duration.ofMillis(100);

    /** A thread of a server that waited this long within one second got less than half of its time. */
    private static final Duration STARVED = Duration.ofMillis(500);
    /**
     * ... and each wait took this long on the average. Many short waits are what sharing a processor looks like: they add
     * up to as much without ever holding up a heartbeat.
     */
    private static final Duration AT_A_TIME = Duration.ofMillis(50);

    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration SERVERS = Duration.ofSeconds(1);
    private static final long MILLI = 1_000_000L;

    private final Set<CellContext> cells = ConcurrentHashMap.newKeySet();
    private final AtomicLong stalledMillis = new AtomicLong();
    private final AtomicLong worstMillis = new AtomicLong();
    private final Thread ticker;
    private final Thread servers;

    StallMeter() {
        // Platform threads: a virtual one would share the fate of the scheduler that it is to measure.
        ticker = Thread.ofPlatform().daemon().name("stall-ticker").start(this::tick);
        servers = Thread.ofPlatform().daemon().name("stall-servers").start(this::watchServers);
    }

    void register(CellContext cell) {
        cells.add(cell);
    }

    void unregister(CellContext cell) {
        cells.remove(cell);
    }

    /** Milliseconds of stalls of this process so far. */
    long stalledMillis() {
        return stalledMillis.get();
    }

    /** The longest stall since the last call, in milliseconds. */
    long drainWorstMillis() {
        return worstMillis.getAndSet(0);
    }

    private void tick() {
        try {
            while (true) {
                long before = System.nanoTime();
                Waiting.pause("the next tick", TICK);
                long late = (System.nanoTime() - before - TICK.toNanos()) / MILLI;
                if (late >= WORTH_TELLING.toMillis()) {
                    stalledMillis.addAndGet(late);
                    worstMillis.accumulateAndGet(late, Math::max);
                    cells.forEach(c -> c.events()
                            .accept(new Event.Stall(c.clock().nanos(), "runner", late, "a 10 ms tick came late")));
                }
            }
        } catch (Waiting.Interrupted e) {
            // close() ends the ticker.
        }
    }

    private void watchServers() {
        Map<Path, RunQueue> before = new HashMap<>();
        long last = System.nanoTime();
        try {
            while (true) {
                Map<Path, RunQueue> now = new HashMap<>();
                long elapsed = System.nanoTime() - last;
                last = System.nanoTime();
                cells.forEach(cell -> cell.serverPids()
                        .forEach((server, pid) -> look(cell, server, pid, before, now, elapsed)));
                before.clear();
                before.putAll(now);
                historyStalls();
                Waiting.pause("the next look at the servers' run queues", SERVERS);
            }
        } catch (Waiting.Interrupted e) {
            // close() ends the watch.
        }
    }

    private void historyStalls() {
        cells.forEach(cell -> {
            long millis = cell.history().drainStalledNanos() / MILLI;
            if (millis >= WORTH_TELLING.toMillis()) {
                cell.events().accept(new Event.Stall(cell.clock().nanos(), "history-queue", millis, "clients waited"));
            }
        });
    }

    private static void look(
            CellContext cell,
            String server,
            long pid,
            Map<Path, RunQueue> before,
            Map<Path, RunQueue> now,
            long elapsed) {
        long worst = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", String.valueOf(pid), "task"))) {
            for (Path task : tasks) {
                long waited = waited(task, before, now);
                // The kernel's clocks of two processors differ at times: nobody waits longer than time has passed.
                worst = waited > elapsed + TICK.toNanos() ? worst : Math.max(worst, waited);
            }
        } catch (IOException e) {
            return; // The process went away between the two looks.
        }
        if (worst >= STARVED.toNanos()) {
            cell.events().accept(new Event.Stall(cell.clock().nanos(), "server:" + server, worst / MILLI,
                    "a thread of it waited that long for a processor within a second"));
        }
    }

    /** Nanoseconds that the thread waited since the last look, if it waited long at a time; else 0. */
    private static long waited(Path task, Map<Path, RunQueue> before, Map<Path, RunQueue> now) {
        Optional<RunQueue> read = RunQueue.of(task);
        if (read.isEmpty()) {
            return 0;
        }
        RunQueue queue = read.get();
        now.put(task, queue);
        RunQueue since = queue.since(before.getOrDefault(task, queue));
        return since.meanNanos() >= AT_A_TIME.toNanos() ? since.waitedNanos() : 0;
    }

    @Override
    public void close() {
        ticker.interrupt();
        servers.interrupt();
    }
}
