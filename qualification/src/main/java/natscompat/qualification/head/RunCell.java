package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import natscompat.model.catalog.Catalog;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.RunFolder;
import natscompat.publish.leftover.Trees;
import natscompat.qualification.CellRun;
import natscompat.qualification.DiskWatch;
import natscompat.qualification.LastMoments;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.StopSign;
import natscompat.qualification.Workbench;

/**
 * The runner of one cell, top to bottom: claim it, clear away what a dead attempt left, run it as the local platform does,
 * bring its folder to the head. One use; {@link #stop} may be called from any thread.
 */
public final class RunCell implements AutoCloseable {
    /** Done, or there was nothing to do. */
    public static final int DONE = 0;
    /** Somebody else has the cell, or this runner was told to go: its index is to be tried again as if it had not been. */
    public static final int GIVEN_UP = 2;

    private final RunnerClient head;
    private final Claim claim;
    private final Catalog catalog;
    private final RunnerSite site;
    private final Path room;
    private final StopSign stop = new StopSign();
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * Asks nothing yet.
     *
     * @param way to the head
     * @param batch name of the batch that this runner was started for
     * @param index in the batch
     * @param name of this runner, for people
     * @param room an empty folder for the evidence
     * @param notices told, a line each, what people should know
     */
    public RunCell(
            Way way,
            Token token,
            String batch,
            int index,
            String name,
            Catalog catalog,
            RunnerSite site,
            Path room,
            Consumer<String> notices) {
        this.head = new RunnerClient(way, token, notices);
        this.claim = new Claim(batch, index, name);
        this.catalog = catalog;
        this.site = site;
        this.room = room;
    }

    /**
     * The pod is to go: the cell ends, its cluster is taken down as far as there is time, and nothing is brought to the head.
     * What is left is for the next attempt to clear away.
     *
     * @return true: there is always something to take down
     */
    public boolean stop(String why, LastMoments moments) {
        told.set(true);
        stop.raise(why, moments);
        return true;
    }

    /**
     * Runs the cell.
     *
     * @return the exit code: {@link #DONE} or {@link #GIVEN_UP}
     * @throws natscompat.model.failure.FailureException when the head stays away or there is no room
     */
    public int run() {
        Optional<Work> given = head.claim(claim);
        if (given.isEmpty()) {
            return DONE;
        }
        Work work = given.get();
        try (Heartbeat heartbeat = new Heartbeat(head, work, stop)) {
            site.clear(work);
            CellRun run = run(work, heartbeat);
            if (told.get() || heartbeat.late()) {
                return GIVEN_UP;
            }
            return head.deliver(work, run.folder()) ? DONE : GIVEN_UP;
        }
    }

    private CellRun run(Work work, Heartbeat heartbeat) {
        Path folder = room.resolve("attempt-" + work.attempt());
        try {
            Trees.delete(folder);
        } catch (IOException e) {
            throw Failure.environment("empty " + folder, String.valueOf(e), "See that the pod may write there.").causedBy(e);
        }
        try (Workbench bench = new Workbench(
                        site.platform(work), work.settings(catalog), RunFolder.create(folder), heartbeat, stop);
                DiskWatch _ = new DiskWatch(folder, Optional.empty(), QualificationSpec.LEAST_FREE_BYTES, stop)) {
            CellRun run = bench.run(work.cell(), work.again());
            bench.lacking().ifPresent(failure -> head.lacks(work.cell().number(), failure));
            return run;
        }
    }

    @Override
    public void close() {
        head.close();
    }
}
