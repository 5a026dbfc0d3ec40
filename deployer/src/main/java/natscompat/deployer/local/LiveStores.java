package natscompat.deployer.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where servers keep their stores while a run lasts: in the run folder, or in memory while they are small, since making and
 * deleting streams costs a busy machine most on its disk (docs/adr/0008). A store is brought home to the run folder when
 * its cluster closes, whatever happened. The folder in memory carries its owner in its name, so what a killed run left is
 * found. Thread-safe.
 */
public final class LiveStores implements AutoCloseable {
    /** {@code run} keeps stores in the run folder, {@code memory} in memory; otherwise their forecast decides. */
    public static final String VARIABLE = "NATS_COMPAT_STORES";

    /** Names the folder in memory; {@code /dev/shm} else. */
    static final String FOLDER = "NATS_COMPAT_MEMORY";
    /** Of this process. */
    static final Path MEMORY = memory(System.getenv());

    private static final Path PROC_MEMORY = Path.of("/proc/meminfo");
    private static final String PREFIX = "nats-compat-";
    /** Ends the owner in the name of a folder. */
    private static final String OWNED = "-";
    /** Of the memory that is available at most this part is taken. */
    private static final int PART = 4;

    private final Optional<Path> root;

    private LiveStores(Optional<Path> root) {
        this.root = root;
    }

    /** The folder in memory that this environment names. */
    public static Path memory(Map<String, String> environment) {
        String named = environment.getOrDefault(FOLDER, "");
        return Path.of(named.isEmpty() ? "/dev/shm" : named);
    }

    /** In the run folder. */
    public static LiveStores inRunFolder() {
        return new LiveStores(Optional.empty());
    }

    /**
     * In memory when that is a file system of its own, the stores are not expected to take more than a quarter of what is
     * available, and the environment does not say otherwise; else in the run folder.
     *
     * @param forecastBytes what all stores of the run will take at one time
     */
    public static LiveStores forRun(long forecastBytes, Map<String, String> environment) {
        String wanted = environment.getOrDefault(VARIABLE, "");
        boolean fits = forecastBytes <= free(MEMORY) / PART;
        if (wanted.equals("run") || !(fits || wanted.equals("memory"))) {
            return inRunFolder();
        }
        try {
            return new LiveStores(Optional.of(Files.createTempDirectory(MEMORY, PREFIX + Owner.self() + OWNED,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))));
        } catch (IOException | UnsupportedOperationException e) {
            return inRunFolder();
        }
    }

    /** The folder in memory, if stores are there. */
    public Optional<Path> root() {
        return root;
    }

    /** Bytes that may still be written to a file system in memory: its own limit and what the machine has; 0 when unknown. */
    public static long free(Path folder) {
        try (Stream<String> lines = Files.lines(PROC_MEMORY)) {
            long available = lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
            return Files.getFileStore(folder).type().equals("tmpfs")
                    ? Math.min(available, Files.getFileStore(folder).getUsableSpace())
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Where that server keeps its store. */
    Path of(String server, Path serverFolder) {
        return root.map(folder -> folder.resolve(server)).orElseGet(() -> serverFolder.resolve("store"));
    }

    /** Brings the store of an ended server home to the run folder. */
    void home(ServerFiles files) throws IOException {
        if (files.store().equals(files.home()) || !Files.isDirectory(files.store())) {
            return;
        }
        copy(files.store(), files.home());
        delete(files.store());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Folders in memory whose owner is dead. */
    public static List<Path> leftovers() {
        if (!Files.isDirectory(MEMORY)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(MEMORY)) {
            return entries.filter(LiveStores::orphaned).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static boolean orphaned(Path folder) {
        String name = folder.getFileName().toString();
        int end = name.lastIndexOf(OWNED);
        return name.startsWith(PREFIX)
                && end > PREFIX.length()
                && Owner.parse(name.substring(PREFIX.length(), end)).filter(Owner::gone).isPresent();
    }

    /**
     * Removes what {@link #leftovers} shows.
     *
     * @return what was removed; what belongs to another user stays
     */
    public static List<Path> clean() {
        return leftovers().stream().filter(LiveStores::removed).toList();
    }

    private static boolean removed(Path folder) {
        try {
            delete(folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes the folder in memory. */
    @Override
    public void close() {
        root.ifPresent(LiveStores::removed);
    }
}
