package natscompat.qualification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import natscompat.model.plan.Cell;
import natscompat.model.time.Waiting;

/**
 * Packs cells side by side, the longest first. A further cell is admitted when fewer than the limit run and the machine
 * bears it: no stall worth excusing in the last moments, and some room on the processors in the last second. An overloaded
 * cell makes the limit one smaller. Thread-safe.
 */
final class Packing {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Between two admissions, so that clusters do not all elect and create at once. */
    private static final Duration STAGGER = Duration.ofMillis(400);
    /** How long a calm moment is waited for before the next cell is admitted all the same: slow is not stuck. */
    private static final Duration CALM_LIMIT = Duration.ofSeconds(10);

    /** How long room on the processors is waited for: many cells that start at once fill them, and bear it. */
    private static final Duration ROOM_LIMIT = Duration.ofSeconds(2);
    /** Eight cells that are well keep two processors at 0.65 to 0.9 and at 0.97 while they start (measured). */
    private static final double FULL = 0.98;

    private final AtomicInteger limit;
    private final LongSupplier worstStallMillis;
    private final DoubleSupplier cpuPressure;
    private final StopSign stop;

    /**
     * Packs.
     *
     * @param limit most cells side by side
     * @param worstStallMillis the longest stall since it was last asked for
     * @param cpuPressure share of the last second in which something waited for a processor; 0 where nobody knows
     */
    Packing(int limit, LongSupplier worstStallMillis, DoubleSupplier cpuPressure, StopSign stop) {
        this.limit = new AtomicInteger(limit);
        this.worstStallMillis = worstStallMillis;
        this.cpuPressure = cpuPressure;
        this.stop = stop;
    }

    /** A cell was overloaded in such a crowd: from now on one less side by side, never less than one. */
    int shrink(int crowd) {
        return limit.updateAndGet(now -> Math.max(1, Math.min(now, crowd) - 1));
    }

    int limit() {
        return limit.get();
    }

    /**
     * Runs all cells. Comes back when they have ended, or when the stop sign says that the run concludes without them.
     *
     * @param most side by side, where the limit is not lower
     * @param fits says whether a cell may still begin; one that may not is handed to {@code leftOut}
     */
    void runAll(
            List<Cell> cells,
            int most,
            Predicate<Cell> fits,
            Consumer<Cell> run,
            Consumer<Cell> leftOut) {
        List<Cell> queue = new ArrayList<>(cells);
        queue.sort(Comparator.comparing(Cell::forecast).reversed().thenComparingInt(Cell::number));
        List<Thread> threads = new ArrayList<>();
        for (Cell cell : queue) {
            awaitRoom(threads, most);
            if (stop.up() || !fits.test(cell)) {
                leftOut.accept(cell);
                continue;
            }
            threads.add(Thread.ofVirtual().name("cell-" + cell.number()).start(() -> run.accept(cell)));
            Waiting.pause("the next cell's turn", STAGGER);
        }
        while (threads.stream().anyMatch(Thread::isAlive) && !stop.concludes()) {
            Waiting.pause("the last cells", POLL);
        }
    }

    private void awaitRoom(List<Thread> threads, int most) {
        while (!stop.up() && threads.stream().filter(Thread::isAlive).count() >= Math.min(most, limit.get())) {
            Waiting.pause("room for the next cell", POLL);
        }
        if (threads.stream().anyMatch(Thread::isAlive)) {
            Waiting.reached("room on the processors", ROOM_LIMIT, POLL, () ->
                    stop.up() || cpuPressure.getAsDouble() < FULL);
            Waiting.reached("a calm moment", CALM_LIMIT, POLL, () ->
                    stop.up() || worstStallMillis.getAsLong() < StallMeter.WORTH_TELLING.toMillis());
        }
    }
}
