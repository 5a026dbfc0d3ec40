package natscompat.publish.leftover;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder for one build. Its name holds its owner, so from the moment it is there anybody can tell whether it is still
 * needed. Not thread-safe; each build has its own.
 *
 * @param path the folder
 * @param owner whose it is
 */
public record WorkFolder(Path path, Owner owner) {
    private static final Pattern NAME = Pattern.compile("nats-compat-build-(.+)-\\d+");
    private static final int MOST = 10_000;

    /**
     * Makes a new one under {@code base}, which is made if need be. A name is never used twice by one process: who
     * deletes a folder that was renamed away must not meet somebody else's.
     */
    public static WorkFolder create(Path base, Owner owner) throws IOException {
        Files.createDirectories(base);
        long number = System.nanoTime() & Long.MAX_VALUE;
        for (int i = 0; i < MOST; i++) {
            Path path = base.resolve("nats-compat-build-" + owner.text() + "-" + Math.addExact(number, i));
            if (made(path)) {
                return new WorkFolder(path, owner);
            }
        }
        throw new IOException("more than " + MOST + " work folders made at once in " + base);
    }

    private static boolean made(Path path) throws IOException {
        try {
            Files.createDirectory(path);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** The work folder at that path, if its name is one of ours. */
    public static Optional<WorkFolder> parse(Path path) {
        Matcher m = NAME.matcher(String.valueOf(path.getFileName()));
        return m.matches()
                ? Owner.parse(m.group(1)).map(owner -> new WorkFolder(path, owner))
                : Optional.empty();
    }

    /** The name, unique on this machine while the owner lives. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /** Where sources are checked out. */
    public Path tree() {
        return path.resolve("tree");
    }

    /** Where the compiler writes. */
    public Path log() {
        return path.resolve("build.log");
    }

    /** Where the Go tool puts its own temporary files. */
    public Path scratch() {
        return path.resolve("scratch");
    }

    /** Writes down, before it is made, the folder inside a repository that goes with this one. */
    public void recordEntry(Path entry) throws IOException {
        Files.writeString(entryFile(), entry.toAbsolutePath() + "\n");
    }

    /** The folder inside a repository that goes with this one. */
    public Optional<Path> entry() throws IOException {
        if (!Files.exists(entryFile())) {
            return Optional.empty();
        }
        String text = Files.readString(entryFile()).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }

    /** Says that this one stays when its owner is gone, for people to look at. */
    public void keep() throws IOException {
        Files.writeString(keptFile(), "kept after a failed build; `cleanup --kept` removes it\n");
        Trees.delete(scratch());
    }

    /** Whether it was kept on purpose. */
    public boolean kept() {
        return Files.exists(keptFile());
    }

    /** Deletes it: the sources first, then the entry in the repository, as git does, then the rest. */
    public void delete() throws IOException {
        Trees.delete(tree());
        Optional<Path> entry = entry();
        if (entry.isPresent() && isOurs(entry.get())) {
            Trees.delete(entry.get());
        }
        Trees.delete(path);
    }

    /** Only a folder that has our name and points back to us, or is half made, is deleted inside a repository. */
    private boolean isOurs(Path entry) throws IOException {
        boolean named = String.valueOf(entry.getFileName()).equals(name())
                && String.valueOf(entry.getParent()).endsWith("worktrees");
        Path gitdir = entry.resolve("gitdir");
        return named
                && (!Files.exists(gitdir)
                        || Path.of(Files.readString(gitdir).strip()).startsWith(path.toAbsolutePath()));
    }

    private Path entryFile() {
        return path.resolve("repository-entry");
    }

    private Path keptFile() {
        return path.resolve("kept");
    }
}
