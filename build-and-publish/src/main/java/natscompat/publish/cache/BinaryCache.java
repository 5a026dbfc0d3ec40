package natscompat.publish.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import natscompat.model.rundir.Json;
import natscompat.publish.leftover.Trees;

/**
 * Finished builds by content key. An entry appears whole, by a rename, and is verified by its SHA-256 each time it is
 * taken. Thread-safe; who builds holds {@link #lock} of the key.
 *
 * @param folder the tool's cache folder
 */
public record BinaryCache(Path folder) {
    private static final String BINARY = "nats-server";
    private static final String DOCUMENT = "provenance.json";

    /** Longer than its holder may take: an hour for a free place, 20 minutes for the compiler. */
    private static final Duration LONGEST_BUILD = Duration.ofHours(2);

    /**
     * A finished build.
     *
     * @param binary the executable
     * @param provenance how it came to be
     */
    public record Entry(Path binary, Provenance provenance) {}

    /** The build with that key, if it is there and sound; what is not sound is reported and does not count. */
    public Optional<Entry> find(BuildKey key, Consumer<String> notices) {
        return sound(place(key), notices);
    }

    /** The newest sound build of a revision by any Go, for a machine that has none. */
    public Optional<Entry> byAnyGo(String revision, BuildKey wanted, Consumer<String> notices) {
        return entries(revision)
                .filter(e -> e.provenance().flags().equals(wanted.flags())
                        && e.provenance().os().equals(wanted.target().os())
                        && e.provenance().arch().equals(wanted.target().arch()))
                .sorted(Comparator.comparing((Entry e) -> e.provenance().built()).reversed())
                .map(e -> sound(folderOf(e), notices))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whatever is known of a revision from an earlier build, without looking at the binary. */
    public Optional<Provenance> known(String revision) {
        return entries(revision).map(Entry::provenance).findFirst();
    }

    /** Held while a key is built. */
    public CrossLock lock(BuildKey key) throws IOException {
        return CrossLock.take(
                folder.resolve("locks").resolve(key.hash() + ".lock"), "the build of " + key.revision(), LONGEST_BUILD);
    }

    /** Where new entries are prepared: the same file system, so that a rename will do. */
    public Path parts() {
        return folder.resolve("parts");
    }

    /**
     * Makes a folder with a binary and its log an entry, unless a sound entry has the same binary. The caller holds the
     * lock.
     *
     * @param prepared holds {@code nats-server}, and {@code build.log} if there is one
     */
    public Entry store(BuildKey key, Path prepared, Provenance provenance) throws IOException {
        Optional<Entry> before = find(key, text -> {});
        if (before.isPresent() && before.get().provenance().sha256().equals(provenance.sha256())) {
            // Somebody may be running it, or just about to: the same bytes at the same place stay.
            return before.get();
        }
        Json.write(prepared.resolve(DOCUMENT), provenance);
        Files.setPosixFilePermissions(prepared.resolve(BINARY), PosixFilePermissions.fromString("r-xr-xr-x"));
        Path place = place(key);
        Files.createDirectories(place.toAbsolutePath().getParent());
        Trees.delete(place);
        Files.move(prepared, place, StandardCopyOption.ATOMIC_MOVE);
        return new Entry(place.resolve(BINARY), provenance);
    }

    /** How the binary of an entry came to be. */
    public static Provenance provenance(Path binary) throws IOException {
        return Json.read(binary.resolveSibling(DOCUMENT), Provenance.class);
    }

    private Path place(BuildKey key) {
        return ofRevision(key.revision()).resolve(key.hash());
    }

    private Path ofRevision(String revision) {
        return folder.resolve("binaries").resolve(revision);
    }

    private Stream<Entry> entries(String revision) {
        Path all = ofRevision(revision);
        if (!Files.isDirectory(all)) {
            return Stream.empty();
        }
        try (Stream<Path> places = Files.list(all)) {
            List<Entry> entries = places.map(BinaryCache::read).flatMap(Optional::stream).toList();
            return entries.stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Optional<Entry> read(Path place) {
        try {
            Provenance provenance = Json.read(place.resolve(DOCUMENT), Provenance.class);
            return Optional.of(new Entry(place.resolve(BINARY), provenance));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Entry> sound(Path place, Consumer<String> notices) {
        Optional<Entry> entry = read(place);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        String wanted = entry.get().provenance().sha256();
        try {
            String found = Sha256.of(entry.get().binary());
            if (found.equals(wanted)) {
                return entry;
            }
            notices.accept("cached binary " + entry.get().binary() + " has SHA-256 " + found + " instead of " + wanted
                    + ": it is built again");
        } catch (IOException e) {
            notices.accept("cached binary " + entry.get().binary() + " cannot be read: it is built again");
        }
        return Optional.empty();
    }

    private static Path folderOf(Entry entry) {
        Path folder = entry.binary().getParent();
        return folder == null ? entry.binary() : folder;
    }
}
