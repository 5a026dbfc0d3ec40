package natscompat.checker;

import java.io.IOException;
import java.util.List;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;

/**
 * Everything that was recorded of one cell: all that a check may look at.
 *
 * @param cell what was planned
 * @param operations in the order of completion
 * @param events in the order they were written
 */
public record CellEvidence(Cell cell, List<Operation> operations, List<Event> events) {
    /** Copies the lists. */
    public CellEvidence {
        operations = List.copyOf(operations);
        events = List.copyOf(events);
    }

    /** Reads a cell's folder. */
    public static CellEvidence load(CellFolder folder) throws IOException {
        return new CellEvidence(folder.cell(), folder.history(), folder.events());
    }
}
