package natscompat.qualification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.rundir.CellFolder;
import natscompat.model.rundir.RunFolder;
import natscompat.model.rundir.RunInfo;
import natscompat.publish.leftover.Owner;

/**
 * The runs under way on this machine: an entry each in the user's cache folder, named after the process that runs it, with
 * the path of the run folder in it. Who is killed leaves his entry, and by it the stores of his servers are found wherever
 * the run folder is. Thread-safe, also between processes.
 *
 * @param folder of the entries; need not be there
 */
public record OpenRuns(Path folder) {
    /**
     * A run whose process is gone.
     *
     * @param run its folder
     * @param stores what its servers had stored in cells that were not judged yet
     * @param entry by which it was found
     * @param unreadable why nobody can tell what it left, which then stays; empty where that is known
     */
    public record Abandoned(Path run, List<Path> stores, Path entry, Optional<String> unreadable) {
        /** Copies what it is given. */
        public Abandoned {
            stores = List.copyOf(stores);
        }

        /** In words. */
        public String text() {
            return unreadable
                    .map(why -> "the note of a run in " + run + " whose stores cannot be told and stay (" + why + ")")
                    .orElseGet(() -> "stores of " + stores.size() + " servers in " + run + " (its history and logs stay)");
        }

        boolean tells() {
            return !stores.isEmpty() || unreadable.isPresent();
        }
    }

    /** Where entries are in a cache folder. */
    public static OpenRuns in(Path cache) {
        return new OpenRuns(cache.resolve("runs"));
    }

    /** An open run; closing it removes its entry. */
    public record Entry(Path file) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw Failure.environment("remove " + file, String.valueOf(e), "Remove it by hand.").causedBy(e);
            }
        }
    }

    /** This process runs a run in that folder from now on. */
    public Entry open(Path run) {
        Path file = folder.resolve(Owner.current().text() + "." + System.nanoTime());
        try {
            Files.createDirectories(folder);
            Files.writeString(file, run.toAbsolutePath().normalize() + "\n");
            return new Entry(file);
        } catch (IOException e) {
            throw Failure.environment("note in " + folder + " that a run is under way", String.valueOf(e),
                    "See that NATS_COMPAT_CACHE names a folder that can be written and has room.").causedBy(e);
        }
    }

    /** What runs that were killed left; empty lists of stores are left out. */
    public List<Abandoned> abandoned() {
        return dead().stream().filter(Abandoned::tells).toList();
    }

    /**
     * Removes the stores, and forgets the runs.
     *
     * @return what was removed
     * @throws natscompat.model.failure.FailureException ENVIRONMENT for the first that could not be removed, after all were
     *     tried
     */
    public List<Abandoned> clean() {
        List<Abandoned> removed = new ArrayList<>();
        List<FailureException> troubles = new ArrayList<>();
        for (Abandoned dead : dead()) {
            try {
                dead.stores().forEach(Stores::delete);
                new Entry(dead.entry()).close();
                if (dead.tells()) {
                    removed.add(dead);
                }
            } catch (UncheckedIOException e) {
                troubles.add(Failure.environment("remove " + dead.text(), String.valueOf(e.getCause()),
                        "Remove them by hand, as the user who ran it.").causedBy(e));
            } catch (FailureException e) {
                troubles.add(e);
            }
        }
        if (!troubles.isEmpty()) {
            throw troubles.getFirst();
        }
        return List.copyOf(removed);
    }

    private List<Abandoned> dead() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().flatMap(entry -> dead(entry).stream()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw Failure.environment("look for runs that were killed in " + folder, String.valueOf(e),
                    "See that it can be read, or remove it.").causedBy(e);
        }
    }

    /** What belongs to another host or container is not for us to say: its run may be alive. */
    private static Optional<Abandoned> dead(Path entry) {
        String name = entry.getFileName().toString();
        int dot = name.indexOf('.');
        return Owner.parse(dot < 0 ? name : name.substring(0, dot))
                .filter(owner -> owner.state() == Owner.State.DEAD)
                .flatMap(owner -> read(entry, owner));
    }

    private static Optional<Abandoned> read(Path entry, Owner owner) {
        try {
            Path run = Path.of(Files.readString(entry).strip());
            return Optional.of(left(run, owner, entry));
        } catch (NoSuchFileException e) {
            // Its run has just ended, or somebody else has just cleaned up after it.
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of(new Abandoned(entry, List.of(), entry, Optional.of(e.toString())));
        }
    }

    /** A machine that lost its power may have left a run.json that is empty: that is no reason to run nothing here any more. */
    private static Abandoned left(Path run, Owner owner, Path entry) {
        try {
            return new Abandoned(run, stores(new RunFolder(run), owner), entry, Optional.empty());
        } catch (NoSuchFileException e) {
            return new Abandoned(run, List.of(), entry, Optional.empty());
        } catch (IOException | UncheckedIOException e) {
            return new Abandoned(run, List.of(), entry, Optional.of(firstLine(e)));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }

    /** The folder may be somebody else's by now: only what that very process wrote is taken. */
    private static List<Path> stores(RunFolder run, Owner owner) throws IOException {
        List<Path> stores = new ArrayList<>();
        if (Files.exists(run.file("run.json")) && wrote(run.info(), owner)) {
            for (CellFolder cell : run.cells()) {
                if (!cell.judged()) {
                    stores.addAll(Stores.of(cell));
                }
            }
        }
        return stores;
    }

    private static boolean wrote(RunInfo info, Owner owner) {
        return info.pid() == owner.pid() && info.pidStart() == owner.start();
    }
}
