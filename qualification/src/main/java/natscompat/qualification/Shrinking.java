package natscompat.qualification;

import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.event.RunEvent;

/**
 * Makes the packing one smaller after a cell that the machine could not bear, while the run goes on (SEMANTICS.md 3). Cells
 * that ran together suffer from one and the same crowd: only what began after the last time says that it is still too
 * large. Thread-safe.
 */
final class Shrinking {
    private final ReentrantLock lock = new ReentrantLock();
    private final Runners runners;
    private final RunEvent.Listener listener;
    private boolean shrunk;
    private long last;

    Shrinking(Runners runners, RunEvent.Listener listener) {
        this.runners = runners;
        this.listener = listener;
    }

    /** Looks at a run that has just been judged. */
    void after(CellRun run) {
        if (run.judgement().overloaded() && shrinks(System.nanoTime() - run.took().toNanos())) {
            listener.on(new RunEvent.Note("cell " + run.cell().number() + ": machine overloaded: " + run.judgement().overloadedWhy()
                    + ": at most " + runners.limit() + " side by side from now on"));
        }
    }

    private boolean shrinks(long began) {
        lock.lock();
        try {
            if (runners.limit() == 1 || (shrunk && began - last < 0)) {
                return false;
            }
            runners.shrink();
            shrunk = true;
            last = System.nanoTime();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
