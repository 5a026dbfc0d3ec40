package natscompat.qualification;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import natscompat.mayhem.FaultDriver;
import natscompat.model.event.RunEvent;
import natscompat.model.time.Waiting;

/**
 * The cells that run now; says once a second where each of them is. On a stop it cancels their faults, and interrupts the
 * steps that have not ended by themselves after a while. Cells that hang are given up ({@link Watchdog}). Thread-safe.
 */
final class RunningCells implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Map<Integer, CellContext> cells = new ConcurrentHashMap<>();
    private final Map<Integer, FaultDriver> faults = new ConcurrentHashMap<>();
    private final Map<Integer, Thread> threads = new ConcurrentHashMap<>();
    private final RunEvent.Listener listener;
    private final StopSign stop;
    private final Watchdog watchdog = new Watchdog();
    private final Thread teller;
    private final Thread stopper;

    RunningCells(RunEvent.Listener listener, StopSign stop) {
        this.listener = listener;
        this.stop = stop;
        teller = Thread.ofVirtual().name("progress").start(this::tell);
        // A platform thread: virtual ones wait behind cells that are being judged, and that is pure computing.
        stopper = Thread.ofPlatform().daemon().name("stopper").start(this::watchStop);
    }

    /** The cell runs from now on, in the thread that calls this. */
    void add(CellContext cell) {
        threads.put(cell.cell().number(), Thread.currentThread());
        cells.put(cell.cell().number(), cell);
        watchdog.add(cell);
    }

    void faults(CellContext cell, FaultDriver driver) {
        faults.put(cell.cell().number(), driver);
    }

    /** The cell's steps are over; from when this returns its thread is not interrupted any more. */
    void remove(CellContext cell) {
        watchdog.remove(cell);
        cells.remove(cell.cell().number());
        faults.remove(cell.cell().number());
        threads.remove(cell.cell().number());
        // What interrupted the steps was not meant for the writing and judging that come now.
        boolean _ = Thread.interrupted();
    }

    int size() {
        return cells.size();
    }

    private void tell() {
        try {
            while (true) {
                cells.values().forEach(this::tell);
                Waiting.pause("the next progress line", INTERVAL);
            }
        } catch (Waiting.Interrupted e) {
            // close() ends the telling.
        }
    }

    private void tell(CellContext cell) {
        FaultDriver driver = faults.get(cell.cell().number());
        String open = driver == null ? "" : String.join(", ", driver.open());
        listener.on(new RunEvent.CellProgress(cell.cell().number(), cell.clock().elapsed(), cell.phase(), cell.step(),
                open, cell.history().recorded()));
    }

    private void watchStop() {
        try {
            while (!stop.up()) {
                Waiting.pause("the stop sign", POLL);
            }
            faults.values().forEach(FaultDriver::cancel);
            while (!stop.stepsAreCut()) {
                Waiting.pause("steps to end by themselves", POLL);
            }
            // Atomic with remove(), so that nobody is interrupted who is past his steps.
            threads.keySet().forEach(cell -> threads.computeIfPresent(cell, (_, thread) -> {
                thread.interrupt();
                return thread;
            }));
        } catch (Waiting.Interrupted e) {
            // close() ends the watch.
        }
    }

    @Override
    public void close() {
        teller.interrupt();
        stopper.interrupt();
        watchdog.close();
    }
}
