package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import natscompat.model.rundir.CellFolder;
import natscompat.platform.store.Store;
import natscompat.platform.store.Store.StoredFile;

/**
 * Brings what servers store into the cell's folder while their pods are there: their volumes go with the cluster, and nobody
 * has judged the cell yet. What there is no room or no time for is named. Thread-safe.
 */
final class StoresHome {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int PIECE = 1 << 20;

    private final long began = System.nanoTime();
    private final ConcurrentSkipListSet<String> leftOut = new ConcurrentSkipListSet<>();
    private final CellFolder folder;
    private final AtomicLong room;

    /**
     * Brings nothing yet; the time counts from here.
     *
     * @param mostBytes of all stores together
     */
    StoresHome(CellFolder folder, long mostBytes) {
        this.folder = folder;
        this.room = new AtomicLong(mostBytes);
    }

    /**
     * Brings the store of one server, which does not run.
     *
     * @throws IOException when the store cannot be reached any more, or the folder here cannot be written
     */
    void bring(String server, Store store) throws IOException {
        Path home = folder.server(server).resolve("store");
        for (StoredFile file : store.files()) {
            Path target = home.resolve(file.path()).normalize();
            if (!target.startsWith(home) || target.equals(home)) {
                throw new IOException(file.path() + " is no file of a store");
            }
            boolean fits = room.addAndGet(-file.size()) >= 0;
            if (fits && System.nanoTime() - began < LIMIT.toNanos()) {
                copy(store, file, target);
            } else {
                room.addAndGet(file.size());
                leftOut.add(folder.path().relativize(target) + " " + file.size());
            }
        }
    }

    private static void copy(Store store, StoredFile file, Path target) throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        try (OutputStream out = Files.newOutputStream(target)) {
            byte[] piece;
            long at = 0;
            do {
                piece = store.read(file.path(), at, PIECE);
                out.write(piece);
                at += piece.length;
            } while (piece.length == PIECE);
        } catch (NoSuchFileException e) {
            // It went meanwhile, as files of a server that had just been told to end may.
            Files.deleteIfExists(target);
        }
    }

    /** Writes down what was left out, if anything; how much that is. */
    int leftOut() throws IOException {
        if (!leftOut.isEmpty()) {
            Files.write(folder.leftOut(), List.copyOf(leftOut));
        }
        return leftOut.size();
    }
}
