package natscompat.model.failure;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the machine does to files (no room, a disk that fails) from what we do to them (a line that is no JSON, a file
 * that we never wrote). Goes by the words of the operating system, which end the messages of the JDK. Stateless.
 */
public final class MachineTrouble {
    private static final List<String> WORDS = List.of(
            "no space left on device", "disk quota exceeded", "input/output error", "structure needs cleaning",
            "stale file handle", "read-only file system", "too many open files", "too many open files in system",
            "cannot allocate memory", "no such device", "transport endpoint is not connected");

    private MachineTrouble() {}

    /** What the operating system said, where that or one of its causes is trouble of the machine with a file. */
    public static Optional<String> in(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && ofTheMachine(String.valueOf(cause.getMessage()))) {
                return Optional.of(cause.toString());
            }
        }
        return Optional.empty();
    }

    private static boolean ofTheMachine(String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::endsWith);
    }
}
