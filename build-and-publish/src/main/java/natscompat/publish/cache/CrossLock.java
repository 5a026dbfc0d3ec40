package natscompat.publish.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import natscompat.model.time.Waiting;

/**
 * A lock that holds between processes and between threads, and ends with its process however that dies. Its file stays:
 * deleting it would let two hold the same lock.
 */
public final class CrossLock implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private final FileChannel channel;

    private CrossLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until it is ours.
     *
     * @param name what the lock is for, as a noun phrase
     * @throws Waiting.TimedOut when somebody holds it longer than the limit
     */
    public static CrossLock take(Path file, String name, Duration limit) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            Waiting.until("the lock for " + name, limit, POLL, () -> attempt(channel));
            taken = true;
            return new CrossLock(channel);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    private static Waiting.Look<FileLock> attempt(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock == null ? Waiting.Look.notYet("held by another process") : Waiting.Look.there(lock);
        } catch (OverlappingFileLockException e) {
            return Waiting.Look.notYet("held by another thread of this process");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives it back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
