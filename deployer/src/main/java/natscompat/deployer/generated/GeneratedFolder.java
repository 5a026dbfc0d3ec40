package natscompat.deployer.generated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import natscompat.deployer.generated.Change.Kind;
import natscompat.generator.kubernetes.DeploymentFiles;
import natscompat.generator.kubernetes.DeploymentRecord;
import natscompat.model.failure.Failure;

/**
 * The folder that a deployment is generated into, usually {@code config/<namespace>}. Files without our head are never
 * written over and never removed. Each file is replaced as a whole, and {@code deployment.json} last of all: whoever dies
 * in between leaves a folder that the same command puts right.
 *
 * @param folder need not be there yet
 */
public record GeneratedFolder(Path folder) {
    private static final int HEAD_BYTES = 300;
    /** Ends the name of a file that is being written; who dies leaves one, and the next one to write removes it. */
    private static final String PART = ".part";

    /**
     * What writing these files would change, by path.
     *
     * @throws natscompat.model.failure.FailureException INPUT when a file of that name is not ours, or the folder is for
     *     another namespace
     */
    public List<Change> compare(SortedMap<String, String> files) {
        try {
            checkNamespace(files);
            SortedMap<String, Change> changes = new TreeMap<>();
            for (Map.Entry<String, String> file : files.entrySet()) {
                kind(folder.resolve(file.getKey()), file.getValue())
                        .ifPresent(kind -> changes.put(file.getKey(), new Change(file.getKey(), kind)));
            }
            for (String path : present()) {
                if (!files.containsKey(path) && ours(folder.resolve(path))) {
                    changes.put(path, new Change(path, Kind.REMOVED));
                }
            }
            return List.copyOf(changes.values());
        } catch (IOException e) {
            throw trouble("compare the files in " + folder, e);
        }
    }

    /** Makes the folder hold these files; returns what was changed. Fails before the first change where {@link #compare} fails. */
    public List<Change> write(SortedMap<String, String> files) {
        List<Change> changes = compare(files);
        try {
            List<Change> ordered = new ArrayList<>(changes);
            ordered.sort(Comparator.comparing(change -> change.path().equals(DeploymentRecord.FILE)));
            for (Change change : ordered) {
                carryOut(change, files);
            }
            return changes;
        } catch (IOException e) {
            throw trouble("write files to " + folder, e);
        }
    }

    private void checkNamespace(SortedMap<String, String> files) throws IOException {
        Path file = folder.resolve(DeploymentRecord.FILE);
        if (!ours(file)) {
            return;
        }
        String wanted = DeploymentRecord.namespace(files.getOrDefault(DeploymentRecord.FILE, ""));
        String there = DeploymentRecord.namespace(Files.readString(file));
        if (!there.equals(wanted) && !there.isEmpty()) {
            throw Failure.input("write files for the namespace " + wanted + " to " + folder,
                    "it holds those for " + there, "Name another folder with --out, or delete this one.");
        }
    }

    private static Optional<Kind> kind(Path file, String wanted) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(Kind.ADDED);
        }
        if (!ours(file)) {
            throw Failure.input("write " + file, "it is there and was not made by nats-compat",
                    "Move it away, or name another folder with --out.");
        }
        return Files.readString(file).equals(wanted) ? Optional.empty() : Optional.of(Kind.CHANGED);
    }

    private void carryOut(Change change, SortedMap<String, String> files) throws IOException {
        Path file = folder.resolve(change.path());
        if (change.kind() == Kind.REMOVED) {
            Files.delete(file);
            removeEmpty(change.path());
            return;
        }
        Files.createDirectories(file.getParent());
        Path part = file.resolveSibling(file.getFileName() + PART);
        Files.writeString(part, files.getOrDefault(change.path(), ""));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The folders around a file that was removed, up to this one, which stays. */
    private void removeEmpty(String path) throws IOException {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            Path around = folder.resolve(path.substring(0, slash));
            if (!empty(around)) {
                return;
            }
            Files.delete(around);
        }
    }

    private static boolean empty(Path inner) throws IOException {
        try (Stream<Path> files = Files.list(inner)) {
            return files.findAny().isEmpty();
        }
    }

    private List<String> present() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean ours(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1).contains(DeploymentFiles.MADE_BY);
        }
    }

    private static RuntimeException trouble(String tried, IOException e) {
        return Failure.environment(tried, String.valueOf(e), "See that the folder can be read and written.").causedBy(e);
    }
}
