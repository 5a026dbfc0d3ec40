package natscompat.report.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;
import natscompat.model.event.DeployEvent;
import natscompat.model.rundir.Json;

/**
 * A start or a deletion as one JSON object a line: {@code event} names the event, {@code elapsedMs} says when, the rest
 * are its fields. Owns the stream that it writes to. Used by one thread.
 */
public final class JsonDeploy implements DeployEvent.Listener {
    private final PrintStream out;
    private final Supplier<Duration> elapsed;

    /**
     * Writes to a stream.
     *
     * @param out standard output, as a rule
     * @param elapsed time since the command began
     */
    public JsonDeploy(PrintStream out, Supplier<Duration> elapsed) {
        this.out = out;
        this.elapsed = elapsed;
    }

    @Override
    public void on(DeployEvent event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("event", name(event));
        line.put("elapsedMs", elapsed.get().toMillis());
        ObjectNode fields = Json.mapper().valueToTree(event);
        line.setAll(fields);
        out.print(Json.line(line) + "\n");
        out.flush();
    }

    private static String name(DeployEvent event) {
        return switch (event) {
            case DeployEvent.Began e -> "began";
            case DeployEvent.Done e -> "done";
            case DeployEvent.Waits e -> "waits";
            case DeployEvent.Reached e -> "reached";
            case DeployEvent.Note e -> "note";
            case DeployEvent.Ended e -> "ended";
        };
    }
}
