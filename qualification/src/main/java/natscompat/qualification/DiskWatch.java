package natscompat.qualification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import natscompat.deployer.local.LiveStores;
import natscompat.model.time.Waiting;

/** Ends a run cleanly, with what there is, when less than 1 GiB of disk is left, or of memory where stores are there. */
public final class DiskWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Thread thread;

    /**
     * Begins to watch.
     *
     * @param folder on the disk
     * @param memory a file system in memory that holds stores, if one does
     * @param leastFreeBytes below which the run ends
     */
    public DiskWatch(Path folder, Optional<Path> memory, long leastFreeBytes, StopSign stop) {
        thread = Thread.ofVirtual().name("disk-watch").start(() -> {
            try {
                Optional<String> lacking = lacking(folder, memory, leastFreeBytes);
                while (lacking.isEmpty()) {
                    Waiting.pause("the next look at the disk", INTERVAL);
                    lacking = lacking(folder, memory, leastFreeBytes);
                }
                stop.raise(lacking.get());
            } catch (IOException e) {
                stop.raise("the disk under " + folder + " cannot be read: " + e);
            } catch (Waiting.Interrupted e) {
                // close() ends the watch.
            }
        });
    }

    private static Optional<String> lacking(Path folder, Optional<Path> memory, long leastFreeBytes) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() < leastFreeBytes) {
            return Optional.of("less than 1 GiB of disk is left under " + folder);
        }
        return memory.filter(stores -> LiveStores.free(stores) < leastFreeBytes)
                .map(stores -> "less than 1 GiB of memory is left for the stores");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
