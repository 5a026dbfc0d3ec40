package natscompat.qualification;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import natscompat.deployer.process.Starvation;
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
        Starvation starvation = new Starvation();
        try {
            while (true) {
                List<Long> pids = cells.stream().flatMap(cell -> cell.serverPids().values().stream()).toList();
                Map<Long, Duration> starved = starvation.look(pids);
                cells.forEach(cell -> tell(cell, starved));
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

    private static void tell(CellContext cell, Map<Long, Duration> starved) {
        cell.serverPids().forEach((server, pid) -> Optional.ofNullable(starved.get(pid)).ifPresent(waited ->
                cell.events().accept(new Event.Stall(cell.clock().nanos(), "server:" + server, waited.toMillis(),
                        "a thread of it waited that long for a processor within a second"))));
    }

    @Override
    public void close() {
        ticker.interrupt();
        servers.interrupt();
    }
}
