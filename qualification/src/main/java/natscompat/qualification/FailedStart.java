package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import natscompat.model.history.Event;
import natscompat.platform.Server;

/**
 * What the record of a cell whose cluster never came up tells of its releases: servers that ended by themselves (a panic, a
 * configuration that was refused), or that stayed up and never found together (docs/adr/0006).
 */
final class FailedStart {
    private static final int SIGKILL = 128 + 9;
    /** Words of a server that speak of the machine. */
    private static final List<String> MACHINE = List.of("address already in use", "no space left on device",
            "too many open files", "cannot allocate memory");

    private FailedStart() {}

    /** Whether it tells anything of them; what else keeps a cluster from coming up is ours or the machine's. */
    static boolean tells(CellContext context, List<Server> servers) {
        try {
            List<Event> events = context.folder().events();
            return events.stream().anyMatch(FailedStart::endedByItself)
                    || (events.stream().anyMatch(Event.NotFormed.class::isInstance) && !lacking(servers));
        } catch (IOException e) {
            throw new UncheckedIOException("read what cell " + context.cell().number() + " recorded", e);
        }
    }

    /** A server that stays up with a full disk, or without open files, finds nobody either. */
    private static boolean lacking(List<Server> servers) throws IOException {
        for (Server server : servers) {
            if (Files.exists(server.log()) && ofTheMachine(Files.readString(server.log(), StandardCharsets.ISO_8859_1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean ofTheMachine(String said) {
        return MACHINE.stream().anyMatch(said::contains);
    }

    /** Neither told to, nor by signal 9, nor for what the machine lacks. */
    private static boolean endedByItself(Event event) {
        return event instanceof Event.ServerEnded end && !end.told() && end.exit() > 0 && end.exit() != SIGKILL
                && end.lastLog().stream().noneMatch(FailedStart::ofTheMachine);
    }
}
