package natscompat.publish;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.publish.process.Command;

/** Words for what goes wrong on disks. Stateless. */
final class Trouble {
    private static final List<String> FULL = List.of("no space left", "disk quota exceeded");
    private static final String WORKTREES = "A build from a repository adds an entry below its .git/worktrees: make it"
            + " writable, or name its URL (file:// will do) so that a clone of our own is used.";
    private static final long MIB = 1 << 20;

    private Trouble() {}

    /** The failure for an exception of the file system; {@code places} are those that were written to. */
    static FailureException of(String tried, IOException e, Path... places) {
        String said = e.getMessage() == null ? e.toString() : e.getMessage();
        if (isFull(said)) {
            return full(tried, places).causedBy(e);
        }
        boolean denied = e instanceof AccessDeniedException
                || e.getCause() instanceof ReadOnlyFileSystemException
                || said.toLowerCase(Locale.ROOT).contains("read-only file system");
        return denied
                ? Failure.environment(
                                tried,
                                "it may not be written: " + said,
                                said.contains("worktrees") ? WORKTREES : "Make it writable for this user.")
                        .causedBy(e)
                : Failure.environment(tried, said, "Look at " + joined(places) + ".").causedBy(e);
    }

    /** The failure for what was thrown on the way: a wait that ran out of time is no bug of ours. */
    static Failure failure(String tried, RuntimeException e) {
        return switch (e) {
            case FailureException f -> f.failure();
            case Waiting.TimedOut t ->
                new Failure(Category.ENVIRONMENT, tried, String.valueOf(t.getMessage()),
                        "See what holds it up, then run the same again: what is done stays done.");
            case Command.Signalled s ->
                new Failure(Category.ENVIRONMENT, tried, String.valueOf(s.getMessage()), "Run the same again.");
            case Waiting.Interrupted i ->
                new Failure(Category.ENVIRONMENT, tried, String.valueOf(i.getMessage()), "Run it again.");
            default -> new Failure(Category.BUG, tried, e.toString(), "Report it.");
        };
    }

    /** The failure when a compiler's output says that a disk is full. */
    static Optional<FailureException> inOutput(String tried, String output, Path... places) {
        return isFull(output) ? Optional.of(full(tried, places)) : Optional.empty();
    }

    private static FailureException full(String tried, Path... places) {
        return Failure.environment(
                tried,
                "no space left; free: " + joined(places),
                "Make room (a build needs about 300 MB for a while), or move the caches with NATS_COMPAT_CACHE,"
                        + " TMPDIR and GOCACHE.");
    }

    /** Whether that says that a disk is full. */
    static boolean isFull(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FULL.stream().anyMatch(lower::contains);
    }

    private static String joined(Path... places) {
        return String.join(", ", List.of(places).stream().map(Trouble::room).toList());
    }

    private static String room(Path place) {
        try {
            return place + " (" + Files.getFileStore(place).getUsableSpace() / MIB + " MiB)";
        } catch (IOException e) {
            return place.toString();
        }
    }
}
