package natscompat.qualification;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import natscompat.model.catalog.Catalog;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.Waiting;

/**
 * Judges cells from their folders, as many side by side as fit into memory: cells of one length end together, and the
 * evidence of an hour is some hundred megabytes of objects. Thread-safe.
 */
public final class Judging {
    /** Bytes of heap while a cell is judged, for each byte of its history (docs/figures.md, "Memory to judge"). */
    private static final int HEAP_A_BYTE = 2;

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Catalog catalog;
    private final int megabytes;
    private final Semaphore room;

    /** Within half of what this process may use at all: the rest is for cells that run meanwhile. */
    public Judging(Catalog catalog) {
        this(catalog, Math.clamp((Runtime.getRuntime().maxMemory() / 2) >> 20, 1, Integer.MAX_VALUE));
    }

    /** With that much memory, at least 1 MB; for tests. */
    Judging(Catalog catalog, int megabytes) {
        this.catalog = catalog;
        this.megabytes = megabytes;
        this.room = new Semaphore(this.megabytes);
    }

    /**
     * Waits for room, 15 min at most, then judges. A cell that needs more than there is waits until it is alone.
     *
     * @throws IOException when what was found cannot be written, or there is no cell in the folder
     */
    public CellRun judged(CellFolder folder) throws IOException {
        int needed = needed(folder);
        boolean taken = Waiting.reached("memory to judge a cell", LIMIT, POLL, () -> room.tryAcquire(needed));
        try {
            return CellRun.judged(folder, catalog);
        } finally {
            if (taken) {
                room.release(needed);
            }
        }
    }

    /** Megabytes that nobody has taken. */
    int room() {
        return room.availablePermits();
    }

    /** Megabytes to judge a cell. */
    int needed(CellFolder folder) throws IOException {
        return Math.clamp((folder.historyBytes() * HEAP_A_BYTE) >> 20, 1, megabytes);
    }
}
