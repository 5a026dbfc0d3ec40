package natscompat.qualification;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Cell;

/**
 * Makes the packing one smaller after a cell that the machine could not bear, while the run goes on (SEMANTICS.md 3). Cells
 * that ran together suffer from one and the same crowd: only what began after the last time says that it is still too
 * large. Thread-safe.
 */
final class Shrinking {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, Long> began = new ConcurrentHashMap<>();
    private final Runners runners;
    private final RunEvent.Listener listener;
    private boolean shrunk;
    private long last;

    Shrinking(Runners runners, RunEvent.Listener listener) {
        this.runners = runners;
        this.listener = listener;
    }

    /** A cell begins now. */
    void begins(Cell cell) {
        began.put(cell.number(), System.nanoTime());
    }

    /**
     * Looks at a run that has just been judged.
     *
     * @param crowd most that were side by side then; one that was alone suffered from none of ours
     */
    void after(CellRun run, int crowd) {
        if (run.judgement().overloaded() && crowd > 1) {
            shrink(began.getOrDefault(run.cell().number(), System.nanoTime()), crowd).ifPresent(limit -> listener.on(
                    new RunEvent.Note("cell " + run.cell().number() + ": machine overloaded: " + run.judgement().overloadedWhy()
                            + ": at most " + limit + " side by side from now on")));
        }
    }

    /** The new limit, if it is a lower one. */
    private OptionalInt shrink(long begin, int crowd) {
        lock.lock();
        try {
            int before = Math.min(crowd, runners.limit());
            if (shrunk && begin - last < 0) {
                return OptionalInt.empty();
            }
            int now = runners.shrink(crowd);
            shrunk = true;
            last = System.nanoTime();
            return now < before ? OptionalInt.of(now) : OptionalInt.empty();
        } finally {
            lock.unlock();
        }
    }
}
