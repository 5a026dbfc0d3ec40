package natscompat.checker;

import java.io.IOException;
import java.util.List;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.plan.Cell;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.CellFolder;

/**
 * Everything that was recorded of one cell: all that a check may look at.
 *
 * @param cell what was planned
 * @param operations in the order of completion
 * @param events in the order they were written
 * @param releases what was built for the run; empty when nobody knows any more
 */
public record CellEvidence(Cell cell, List<Operation> operations, List<Event> events, List<BuiltRelease> releases) {
    /** Copies the lists. */
    public CellEvidence {
        operations = List.copyOf(operations);
        events = List.copyOf(events);
        releases = List.copyOf(releases);
    }

    /** Reads a cell's folder, and releases.json of its run. */
    public static CellEvidence load(CellFolder folder) throws IOException {
        return new CellEvidence(folder.cell(), folder.history(), folder.events(), folder.run().releases());
    }
}
