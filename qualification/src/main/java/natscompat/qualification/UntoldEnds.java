package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import natscompat.model.history.Event;

/** Servers that ended by themselves: a panic, a configuration that was refused. */
final class UntoldEnds {
    private static final int SIGKILL = 128 + 9;
    /** Last words that speak of the machine. */
    private static final List<String> MACHINE = List.of("address already in use", "no space left on device",
            "too many open files", "cannot allocate memory");

    private UntoldEnds() {}

    /** Whether the cell has a server that ended untold so far, neither by signal 9 nor for what the machine lacks. */
    static boolean any(CellContext context) {
        try {
            return context.folder().events().stream().anyMatch(UntoldEnds::byItself);
        } catch (IOException e) {
            throw new UncheckedIOException("read the events of cell " + context.cell().number(), e);
        }
    }

    private static boolean byItself(Event event) {
        return event instanceof Event.ServerEnded end && !end.told() && end.exit() > 0 && end.exit() != SIGKILL
                && end.lastLog().stream().noneMatch(line -> MACHINE.stream().anyMatch(line::contains));
    }
}
