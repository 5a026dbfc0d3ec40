package natscompat.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import natscompat.cli.Shell;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.RunFolder;
import natscompat.model.rundir.RunInfo;
import natscompat.publish.leftover.Owner;
import natscompat.publish.leftover.Trees;
import natscompat.qualification.kubernetes.Attachment;

/** Where a run is written. Stateless. */
public final class RunFolders {
    private RunFolders() {}

    /** The folder that was asked for, else {@code runs/ID}. */
    public static Path of(Optional<Path> wanted, Shell shell, String id) {
        return wanted.orElseGet(() -> shell.home().resolve("runs").resolve(id));
    }

    /**
     * A folder that is still to be made.
     *
     * @throws natscompat.model.failure.FailureException INPUT when something is there already
     */
    public static Path fresh(Path out) {
        if (exists(out)) {
            throw Failure.input("make the run folder " + out, "it exists already", attached(out)
                    .map(there -> "Run " + there.run() + " on Kubernetes is to come home there: bin/nats-compat attach "
                            + there.run() + " --out " + out + ". Or name another one with --out.")
                    .orElse("Name another one with --out, or remove it."));
        }
        return out;
    }

    private static Optional<Attachment> attached(Path out) {
        try {
            return Attachment.read(out);
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    /**
     * A folder that is not there, or that {@link #wipe} may delete.
     *
     * @throws natscompat.model.failure.FailureException INPUT for what is no run folder, or is being written
     */
    public static Path wipeable(Path out) {
        if (exists(out)) {
            RunInfo info = info(out);
            Owner us = Owner.current();
            if (new Owner(us.place(), info.pid(), info.pidStart()).state() == Owner.State.ALIVE) {
                throw Failure.input("wipe the run folder " + out, "process " + info.pid() + " is writing it",
                        "Stop that run first, or name another folder with --out.");
            }
        }
        return out;
    }

    /** Deletes what an earlier run left there. */
    public static void wipe(Path out) {
        try {
            Trees.delete(wipeable(out));
        } catch (IOException e) {
            throw Failure.environment("wipe the run folder " + out, String.valueOf(e.getMessage()), "Remove it by hand.")
                    .causedBy(e);
        }
    }

    private static boolean exists(Path out) {
        return Files.exists(out, LinkOption.NOFOLLOW_LINKS);
    }

    private static RunInfo info(Path out) {
        try {
            return new RunFolder(out).info();
        } catch (IOException e) {
            throw Failure.input("wipe the run folder " + out, "it is none: there is no run.json that can be read",
                    "Name a run folder with --out, or remove this one by hand.").causedBy(e);
        }
    }
}
