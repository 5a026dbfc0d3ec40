package natscompat.qualification;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import natscompat.deployer.process.Starvation;
import natscompat.model.history.Event;
import natscompat.model.time.Waiting;

/**
 * Measures all the time whether this process and the servers get to run: a 10 ms ticker (a late tick shows pauses of the
 * scheduler and of the garbage collector alike), once a second how long the threads of each server, and of a link
 * proxy, waited for a processor (/proc), and how busy the machine is. Tells every registered cell; a cell that cannot write it down ends by itself and
 * takes nobody's meter away. Thread-safe.
 */
final class StallMeter implements AutoCloseable {
    /** A tick that comes later than this is an event; findings are excused from 500 ms on (SEMANTICS.md 3). */
    static final Duration WORTH_TELLING = Duration.ofMillis(100);

    private static final Duration TICK = Duration.ofMillis(10);
    private static final Duration SERVERS = Duration.ofSeconds(1);
    private static final long MILLI = 1_000_000L;
    /** What stands in events.jsonl is the mean of so many looks. */
    private static final int LOOKS_A_LINE = 10;

    private final Set<CellContext> cells = ConcurrentHashMap.newKeySet();
    private final AtomicLong stalledMillis = new AtomicLong();
    private final AtomicLong worstMillis = new AtomicLong();
    private final AtomicReference<Double> pressure = new AtomicReference<>(0.0);
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

    /** The share of the last second, 0 to 1, in which something waited for a processor; 0 where the kernel does not tell. */
    double cpuPressure() {
        return pressure.get();
    }

    /** A cell whose events cannot be written finds that out by itself, and is told nothing more. */
    private void each(Consumer<CellContext> telling) {
        cells.removeIf(cell -> !tell(cell, telling));
    }

    private static boolean tell(CellContext cell, Consumer<CellContext> telling) {
        try {
            telling.accept(cell);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Tells every cell that somebody whom all of them need stood still for so many milliseconds. */
    void tell(String who, long millis, String detail) {
        each(cell -> cell.events().accept(new Event.Stall(cell.clock().nanos(), who, millis, detail)));
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
                    tell("runner", late, "a 10 ms tick came late");
                }
            }
        } catch (Waiting.Interrupted e) {
            // close() ends the ticker.
        }
    }

    private void watchServers() {
        Starvation starvation = new Starvation();
        CpuPressure cpu = new CpuPressure();
        CpuPressure told = new CpuPressure();
        try {
            for (int look = 1; true; look++) {
                pressure.set(cpu.look());
                if (look % LOOKS_A_LINE == 0) {
                    tellPressure(told.look());
                }
                List<Long> pids = cells.stream().flatMap(cell -> cell.pids().values().stream()).toList();
                Map<Long, Duration> starved = starvation.look(pids);
                each(cell -> tell(cell, starved));
                historyStalls();
                Waiting.pause("the next look at the servers' run queues", SERVERS);
            }
        } catch (Waiting.Interrupted e) {
            // close() ends the watch.
        }
    }

    /** Nothing where the kernel does not tell. */
    private void tellPressure(double share) {
        if (CpuPressure.told()) {
            int percent = (int) Math.round(share * 100);
            each(cell -> cell.events().accept(new Event.CpuPressure(cell.clock().nanos(), percent)));
        }
    }

    private void historyStalls() {
        each(cell -> {
            long millis = cell.history().drainStalledNanos() / MILLI;
            if (millis >= WORTH_TELLING.toMillis()) {
                cell.events().accept(new Event.Stall(cell.clock().nanos(), "history-queue", millis, "clients waited"));
            }
        });
    }

    private static void tell(CellContext cell, Map<Long, Duration> starved) {
        cell.pids().forEach((who, pid) -> Optional.ofNullable(starved.get(pid)).ifPresent(waited ->
                cell.events().accept(new Event.Stall(cell.clock().nanos(), who, waited.toMillis(),
                        "a thread of it waited that long for a processor within a second"))));
    }

    @Override
    public void close() {
        ticker.interrupt();
        servers.interrupt();
    }
}
