package natscompat.publish.leftover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds and removes what dead processes left. Reads folders only when asked; thread-safe, also between processes: who
 * comes second finds nothing.
 *
 * @param bases folders that hold work folders
 * @param worktrees folders inside repositories that hold worktree entries, for entries whose work folder is gone
 */
public record Leftovers(List<Path> bases, List<Path> worktrees) {
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Copies what it is given. */
    public Leftovers {
        bases = List.copyOf(bases);
        worktrees = List.copyOf(worktrees);
    }

    /**
     * One thing that was left.
     *
     * @param path the folder
     * @param owner whose it was
     * @param kept whether it was kept on purpose after a failed build
     */
    public record Leftover(Path path, Owner owner, boolean kept) {}

    /** What is there now. */
    public List<Leftover> find() throws IOException {
        Set<Leftover> found = new LinkedHashSet<>();
        for (Path base : bases) {
            for (WorkFolder folder : foldersIn(base)) {
                if (abandoned(folder)) {
                    found.add(leftover(folder));
                }
            }
        }
        for (Path folder : worktrees) {
            for (WorkFolder entry : foldersIn(folder)) {
                Optional<WorkFolder> elsewhere = abandoned(entry) ? workFolder(entry) : Optional.empty();
                if (elsewhere.isPresent()) {
                    found.add(leftover(elsewhere.get()));
                } else if (abandoned(entry) && targetGone(entry.path())) {
                    found.add(new Leftover(entry.path(), entry.owner(), false));
                }
            }
        }
        return List.copyOf(found);
    }

    private static Leftover leftover(WorkFolder folder) {
        return new Leftover(folder.path(), folder.owner(), folder.kept());
    }

    /** The work folder that an entry belongs to: also one below another temporary folder than ours. */
    private static Optional<WorkFolder> workFolder(WorkFolder entry) throws IOException {
        return gitdir(entry.path())
                .map(link -> link.resolve("../..").normalize())
                .filter(Files::isDirectory)
                .flatMap(WorkFolder::parse)
                .filter(folder -> folder.name().equals(entry.name()) && belongsToUs(folder));
    }

    private static Optional<Path> gitdir(Path entry) throws IOException {
        try {
            return Optional.of(Path.of(Files.readString(entry.resolve("gitdir")).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Removes it.
     *
     * @param keptToo whether also what was kept on purpose
     * @return what was removed
     * @throws IOException for the first that could not be removed, after all were tried
     */
    public List<Leftover> remove(boolean keptToo) throws IOException {
        List<Leftover> removed = new ArrayList<>();
        Optional<IOException> trouble = Optional.empty();
        for (Leftover leftover : find()) {
            if (leftover.kept() && !keptToo) {
                continue;
            }
            try {
                new WorkFolder(leftover.path(), leftover.owner()).delete();
                removed.add(leftover);
            } catch (NoSuchFileException e) {
                // Somebody else was quicker.
                removed.add(leftover);
            } catch (IOException e) {
                trouble = trouble.or(() -> Optional.of(e));
            }
        }
        if (trouble.isPresent()) {
            throw trouble.get();
        }
        return List.copyOf(removed);
    }

    private static List<WorkFolder> foldersIn(Path base) throws IOException {
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(base)) {
            return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .map(WorkFolder::parse)
                    .flatMap(Optional::stream)
                    .filter(Leftovers::belongsToUs)
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** What belongs to another host or container is left alone for a day: no build takes that long. */
    private static boolean abandoned(WorkFolder folder) throws IOException {
        return switch (folder.owner().state()) {
            case ALIVE -> false;
            case DEAD -> true;
            case ELSEWHERE -> olderThanADay(folder.path());
        };
    }

    private static boolean olderThanADay(Path folder) throws IOException {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(A_DAY));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** The temporary folder is everybody's: what another user made there is none of our business. */
    private static boolean belongsToUs(WorkFolder folder) {
        try {
            Path self = Path.of("/proc/self");
            String ours = Files.exists(self) ? Files.getOwner(self).getName() : System.getProperty("user.name");
            return Files.getOwner(folder.path(), LinkOption.NOFOLLOW_LINKS).getName().equals(ours);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean targetGone(Path entry) throws IOException {
        return gitdir(entry).filter(Files::exists).isEmpty();
    }
}
