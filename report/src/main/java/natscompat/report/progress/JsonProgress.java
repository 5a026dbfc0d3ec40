package natscompat.report.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import natscompat.model.event.RunEvent;
import natscompat.model.rundir.Json;

/**
 * One JSON object a line: {@code event} names the event, {@code elapsedMs} says when, the rest are its fields. The last
 * line is {@code run-ended} and holds the matrix. Owns the stream that it writes to. Thread-safe.
 */
public final class JsonProgress implements RunEvent.Listener {
    private final PrintStream out;
    private final Supplier<Duration> elapsed;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Writes to a stream.
     *
     * @param out standard output, as a rule; lines are UTF-8 if the stream is
     * @param elapsed time since the run began
     */
    public JsonProgress(PrintStream out, Supplier<Duration> elapsed) {
        this.out = out;
        this.elapsed = elapsed;
    }

    @Override
    public void on(RunEvent event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("event", name(event));
        line.put("elapsedMs", elapsed.get().toMillis());
        fields(event, line);
        lock.lock();
        try {
            out.print(Json.line(line) + "\n");
            out.flush();
        } finally {
            lock.unlock();
        }
    }

    private static String name(RunEvent event) {
        return switch (event) {
            case RunEvent.RunStarted e -> "run-started";
            case RunEvent.Resolved e -> "resolved";
            case RunEvent.BuildStarted e -> "build-started";
            case RunEvent.BuildEnded e -> "build-ended";
            case RunEvent.Planned e -> "planned";
            case RunEvent.CellStarted e -> "cell-started";
            case RunEvent.CellProgress e -> "cell-progress";
            case RunEvent.CellJudged e -> "cell-judged";
            case RunEvent.CellNotAttempted e -> "cell-not-attempted";
            case RunEvent.Note e -> "note";
            case RunEvent.Trouble e -> "trouble";
            case RunEvent.RunEnded e -> "run-ended";
        };
    }

    /** Cells are named by number: the plan has been told already. */
    private static void fields(RunEvent event, ObjectNode line) {
        switch (event) {
            case RunEvent.RunStarted e -> line.put("run", e.run())
                    .put("folder", e.folder().toString())
                    .put("seed", e.seed())
                    .put("again", e.again());
            case RunEvent.CellStarted e -> line.put("cell", e.cell().number())
                    .put("walk", e.cell().walk())
                    .put("mayhem", e.cell().mayhem())
                    .put("pair", e.cell().pair().toString())
                    .put("again", e.again());
            case RunEvent.CellJudged e -> line.put("cell", e.cell().number()).set("result", tree(e.result()));
            case RunEvent.CellNotAttempted e -> line.put("cell", e.cell().number()).put("why", e.why());
            case RunEvent.RunEnded e ->
                line.put("folder", e.folder().toString()).set("matrix", tree(e.matrix()));
            case RunEvent.Resolved e -> line.setAll(tree(e));
            case RunEvent.BuildStarted e -> line.setAll(tree(e));
            case RunEvent.BuildEnded e -> line.setAll(tree(e));
            case RunEvent.Planned e -> line.setAll(tree(e));
            case RunEvent.CellProgress e -> line.setAll(tree(e));
            case RunEvent.Note e -> line.setAll(tree(e));
            case RunEvent.Trouble e -> line.setAll(tree(e));
        }
    }

    private static ObjectNode tree(Object value) {
        JsonNode node = Json.mapper().valueToTree(value);
        return (ObjectNode) node;
    }
}
