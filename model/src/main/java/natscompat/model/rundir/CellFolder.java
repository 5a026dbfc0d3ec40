package natscompat.model.rundir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.plan.Cell;
import natscompat.model.verdict.CellResult;
import natscompat.model.verdict.Finding;

/**
 * The folder of one cell: cell.json, history-N.jsonl, events.jsonl, servers/NAME/, findings.json, verdict.json.
 *
 * @param path absolute
 */
public record CellFolder(Path path) {
    /** What was not kept of the servers' stores: a file a line, relative to the cell's folder, with its size in bytes. */
    public static final String LEFT_OUT = "left-out.txt";

    private static final String FINDINGS = "findings.json";
    private static final String HISTORY = "history-";

    /** The folder of the run that the cell belongs to. */
    public RunFolder run() {
        return new RunFolder(path.resolve("../..").normalize());
    }

    /** Where everything of one server is kept: nats.conf, log, endpoint dumps, store. Made when missing. */
    public Path server(String name) throws IOException {
        return Files.createDirectories(path.resolve("servers").resolve(name));
    }

    /** The list of what was not kept of the stores; not there when all was kept. */
    public Path leftOut() {
        return path.resolve(LEFT_OUT);
    }

    /** Opens the history for writing; one writer a cell. */
    public HistoryWriter historyWriter() throws IOException {
        return new HistoryWriter(path);
    }

    /** Opens the events for writing; one writer a cell. */
    public EventWriter eventWriter() throws IOException {
        return new EventWriter(path.resolve("events.jsonl"));
    }

    /** Reads cell.json. */
    public Cell cell() throws IOException {
        return Json.read(path.resolve("cell.json"), Cell.class);
    }

    /** Reads the whole history, in the order of completion. A half-written last line is left out. */
    public List<Operation> history() throws IOException {
        return JsonLines.readSegments(path, HISTORY, Operation.class);
    }

    /** How large the history is, unpacked, in bytes; a packed segment counts as it was when it was closed. */
    public long historyBytes() throws IOException {
        long bytes = 0;
        for (Path segment : JsonLines.segments(path, HISTORY)) {
            bytes += segment.toString().endsWith(".gz") ? HistoryWriter.SEGMENT_BYTES : Files.size(segment);
        }
        return bytes;
    }

    /** Reads all events in the order they were written. A half-written last line is left out. */
    public List<Event> events() throws IOException {
        return JsonLines.read(path.resolve("events.jsonl"), Event.class);
    }

    /** Writes findings.json. */
    public void writeFindings(List<Finding> findings) throws IOException {
        Json.write(path.resolve(FINDINGS), findings);
    }

    /** Whether its findings were written: what becomes of its stores has been decided since, or is being decided. */
    public boolean judged() {
        return Files.exists(path.resolve(FINDINGS));
    }

    /** Writes verdict.json. */
    public void write(CellResult result) throws IOException {
        Json.write(path.resolve("verdict.json"), result);
    }

    /** Reads verdict.json. */
    public CellResult result() throws IOException {
        return Json.read(path.resolve("verdict.json"), CellResult.class);
    }
}
