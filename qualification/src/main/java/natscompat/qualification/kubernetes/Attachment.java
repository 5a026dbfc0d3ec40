package natscompat.qualification.kubernetes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import natscompat.checker.verdict.FailOn;
import natscompat.model.failure.Failure;
import natscompat.model.rundir.Json;

/**
 * Where a run is that goes on elsewhere: {@code attach.json} in its run folder here, as long as the folder is not home.
 *
 * @param run its id
 * @param namespace where it runs
 * @param context of the kubeconfig; empty = the current one
 * @param failOn what sets exit 1, for those who show it
 * @param candidate the release in question, if one was named
 */
public record Attachment(
        String run, String namespace, Optional<String> context, Set<FailOn> failOn, Optional<String> candidate) {
    private static final String FILE = "attach.json";
    /** There while what is in Kubernetes is cleared away: everything of the run is here. */
    private static final String FETCHED = "attach.fetched";

    /** Copies the set. */
    public Attachment {
        failOn = Set.copyOf(failOn);
    }

    /** Writes it down. */
    public void write(Path home) {
        try {
            Json.write(home.resolve(FILE), this);
        } catch (IOException e) {
            throw unwritable(home, e);
        }
    }

    /** Reads it, if the run folder is there and not home yet. */
    public static Optional<Attachment> read(Path home) {
        Path file = home.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(file, Attachment.class));
        } catch (IOException e) {
            throw Failure.input("read " + file, String.valueOf(e), "Remove it, and name the namespace with -n.").causedBy(e);
        }
    }

    /** Everything of the run is here, compared with what the head has: from now on nothing in Kubernetes is needed. */
    public static void fetched(Path home) {
        try {
            Files.write(home.resolve(FETCHED), new byte[0]);
        } catch (IOException e) {
            throw unwritable(home, e);
        }
    }

    /** Whether everything of the run is here, and what is in Kubernetes may be there still. */
    public static boolean isFetched(Path home) {
        return Files.exists(home.resolve(FETCHED));
    }

    /** The folder is home: there is nothing to attach to any more. */
    public static void remove(Path home) {
        try {
            Files.deleteIfExists(home.resolve(FILE));
            Files.deleteIfExists(home.resolve(FETCHED));
        } catch (IOException e) {
            throw unwritable(home, e);
        }
    }

    private static RuntimeException unwritable(Path home, IOException e) {
        return Failure.environment("write to the run folder " + home, String.valueOf(e),
                "Name a folder that can be written with --out.").causedBy(e);
    }
}
