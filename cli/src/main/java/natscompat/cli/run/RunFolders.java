package natscompat.cli.run;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import natscompat.cli.Shell;
import natscompat.model.failure.Failure;

/** Where a run is written. Stateless. */
public final class RunFolders {
    private RunFolders() {}

    /**
     * The folder that was asked for, else {@code runs/ID}.
     *
     * @throws natscompat.model.failure.FailureException INPUT when something is there already
     */
    public static Path fresh(Optional<Path> wanted, Shell shell, String id) {
        Path out = wanted.orElseGet(() -> shell.home().resolve("runs").resolve(id));
        if (Files.exists(out, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.input("make the run folder " + out, "it exists already", "Name another one with --out, or remove it.");
        }
        return out;
    }
}
