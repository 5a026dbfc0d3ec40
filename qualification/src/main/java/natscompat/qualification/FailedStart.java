package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import natscompat.model.history.Event;

/**
 * What the record of a cell whose cluster never came up tells of its releases: servers that ended by themselves (a panic, a
 * configuration that was refused), or that stayed up and never found together (docs/adr/0006).
 */
final class FailedStart {
    private static final int SIGKILL = 128 + 9;
    /** Last words that speak of the machine. */
    private static final List<String> MACHINE = List.of("address already in use", "no space left on device",
            "too many open files", "cannot allocate memory");

    private FailedStart() {}

    /** Whether it tells anything of them; what else keeps a cluster from coming up is ours or the machine's. */
    static boolean tells(CellContext context) {
        try {
            return context.folder().events().stream()
                    .anyMatch(event -> event instanceof Event.NotFormed || endedByItself(event));
        } catch (IOException e) {
            throw new UncheckedIOException("read the events of cell " + context.cell().number(), e);
        }
    }

    /** Neither told to, nor by signal 9, nor for what the machine lacks. */
    private static boolean endedByItself(Event event) {
        return event instanceof Event.ServerEnded end && !end.told() && end.exit() > 0 && end.exit() != SIGKILL
                && end.lastLog().stream().noneMatch(line -> MACHINE.stream().anyMatch(line::contains));
    }
}
