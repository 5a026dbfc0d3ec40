package natscompat.qualification.head;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import natscompat.model.history.Event;
import natscompat.model.plan.Cell;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.EventWriter;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.rundir.RunFolder;

/** The folder of a cell whose runners all died: it says so, and is judged like any other. Stateless. */
final class LostCell {
    private LostCell() {}

    /**
     * Writes it.
     *
     * @param parts a folder on the same disk, where it becomes whole
     */
    static CellFolder write(RunFolder folder, Cell cell, String why, Path parts) throws IOException {
        Path part = Files.createTempDirectory(parts, "lost-");
        CellFolder made = RunFolder.continued(part).create(cell);
        try (EventWriter events = made.eventWriter();
                HistoryWriter _ = made.historyWriter()) {
            events.write(new Event.CellBegan(0, Instant.now(), cell.number()));
            events.write(new Event.CellEnded(1, "crashed: " + why));
        }
        CellFolder whole = folder.folder(cell);
        Files.move(made.path(), whole.path(), StandardCopyOption.ATOMIC_MOVE);
        return whole;
    }
}
