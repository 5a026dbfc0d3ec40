package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.client.Connections;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import natscompat.platform.Platform;

/**
 * Everything that one process needs to run cells: a platform, connections, meters. Runs a cell, then judges it from its
 * folder alone, then decides what becomes of its stores. Thread-safe: many cells run side by side on one bench.
 */
public final class Workbench implements AutoCloseable {
    private final Platform platform;
    private final Connections connections = new Connections();
    private final StallMeter stalls = new StallMeter();
    private final RunningCells running;
    private final CellRunner runner;
    private final CellSettings settings;
    private final RunFolder folder;
    private final RunEvent.Listener listener;
    private final StopSign stop;
    private final Judging judging;
    private final AtomicBoolean ourFault = new AtomicBoolean();

    /**
     * Gets ready; starts no server.
     *
     * @param platform closed with the bench
     */
    public Workbench(
            Platform platform,
            CellSettings settings,
            RunFolder folder,
            RunEvent.Listener listener,
            StopSign stop) {
        this(platform, settings, KeepOpen.NOT, folder, listener, stop);
    }

    Workbench(
            Platform platform,
            CellSettings settings,
            KeepOpen keep,
            RunFolder folder,
            RunEvent.Listener listener,
            StopSign stop) {
        this.platform = platform;
        this.settings = settings;
        this.folder = folder;
        this.listener = listener;
        this.stop = stop;
        this.judging = new Judging(settings.catalog());
        this.running = new RunningCells(listener, stop);
        this.runner = new CellRunner(
                platform, settings, connections, stalls, running, stop, new Canarying(settings.canary()), keep);
    }

    /**
     * Runs a cell to its end.
     *
     * @param again why it runs again, or empty
     * @throws natscompat.model.failure.FailureException when its folder cannot be written: no other one can be, then
     */
    public CellRun run(Cell cell, String again) {
        listener.on(new RunEvent.CellStarted(cell, again));
        try {
            CellFolder cellFolder = folder.create(cell);
            runner.run(cell, cellFolder);
            CellRun run = noted(judging.judged(cellFolder));
            keepOrDelete(run);
            return run;
        } catch (IOException | UncheckedIOException e) {
            throw Failure.environment("write cell " + cell.number() + " to " + folder.path(), String.valueOf(e),
                    "See that there is room on the disk.").causedBy(e);
        }
    }

    /** The cell could not be run or judged, and nobody caught why: our own crash, whatever it was. */
    CellRun spoilt(Cell cell, Throwable why) {
        return noted(CellRun.spoilt(cell, folder.folder(cell), why));
    }

    private CellRun noted(CellRun run) {
        if (run.spoilt()) {
            ourFault.set(true);
        }
        run.lacked().ifPresent(runner::lacked);
        return run;
    }

    /** What the machine lacked, if that is the only reason why cells crashed: a bug of ours among them is none. */
    public Optional<Failure> lacking() {
        return ourFault.get() ? Optional.empty() : runner.lacking();
    }

    /** The longest stall of this process since the last call, in milliseconds. */
    long drainWorstStallMillis() {
        return stalls.drainWorstMillis();
    }

    /** The share of the last second, 0 to 1, in which something waited for a processor. */
    double cpuPressure() {
        return stalls.cpuPressure();
    }

    private void keepOrDelete(CellRun run) throws IOException {
        CellFolder cellFolder = run.folder();
        if (!run.red() && run.judgement().crashed().isEmpty()) {
            Stores.delete(cellFolder);
            return;
        }
        if (settings.keepOnFailure()) {
            return;
        }
        List<String> leftOut = stop.hurries()
                ? Stores.trim(cellFolder, settings.maxArtifactBytes())
                : Stores.archive(cellFolder, settings.maxArtifactBytes());
        if (!leftOut.isEmpty()) {
            listener.on(new RunEvent.Note("the stores of " + cellFolder.path().getFileName() + " are too large: left out "
                    + leftOut.size() + " files, all named in " + cellFolder.leftOut()));
        }
    }

    @Override
    public void close() {
        running.close();
        stalls.close();
        connections.close();
        platform.close();
    }
}
