package natscompat.checker.check;

import java.util.regex.Pattern;
import natscompat.checker.index.Index;
import natscompat.checker.index.Span;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.history.Event;

/**
 * A server exits only when told to. An exit by signal 9 is no finding: with a kill of ours on record it was told to, and
 * without one it is our crash or the machine's (SEMANTICS.md 3). Nor is one of a server that refuses a store which we
 * harmed, until it is back; a panic is one all the same.
 */
public final class ServerStaysUp implements Check {
    private static final int SIGKILL = 128 + 9;
    private static final int LINES = 5;
    private static final Pattern PANIC = Pattern.compile("^panic: |^fatal error: |^\\[signal SIG|\\[PANIC\\]|^goroutine \\d");
    private static final Anomaly EXITED = new Anomaly("exited", "a server ended without being told to");

    @Override
    public Promise promise() {
        return new Promise(
                "server-stays-up",
                "A server runs until it is told to end",
                PromiseKind.LOG,
                "NATS docs, Signals; nats-server #2935 (panic of an older server in a mixed cluster)");
    }

    @Override
    public String line() {
        return "looks for servers that ended untold, with exit status and last log lines";
    }

    @Override
    public void look(Index index, Reds reds) {
        for (Event.ServerEnded end : index.events(Event.ServerEnded.class)) {
            if (!end.told() && end.exit() != SIGKILL && !refuses(index, end)) {
                reds.add(EXITED, "", end.server(), new Span(end.at(), end.at()), false, () ->
                        "%s (%s, life %d) ended with exit status %d, untold; its last lines: %s"
                                .formatted(end.server(), end.release(), end.life(), end.exit(), last(end)));
            }
        }
    }

    /** Whether it went in good order, and may: we harmed its store. A panic is no refusal. */
    private static boolean refuses(Index index, Event.ServerEnded end) {
        return index.faults().harmed(end.server(), end.at())
                && end.lastLog().stream().noneMatch(line -> PANIC.matcher(line).find());
    }

    /** Whether a server was killed by signal 9 and no fault of ours that kills was aimed at it: our fault or the machine's. */
    public static boolean killedByOthers(Index index, Event.ServerEnded end) {
        return !end.told() && end.exit() == SIGKILL && !index.faults().killedAt(end.server(), end.at());
    }

    private static String last(Event.ServerEnded end) {
        int from = Math.max(0, end.lastLog().size() - LINES);
        return String.join(" | ", end.lastLog().subList(from, end.lastLog().size()));
    }
}
