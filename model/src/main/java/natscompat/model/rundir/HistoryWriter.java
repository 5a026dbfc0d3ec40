package natscompat.model.rundir;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import natscompat.model.history.Operation;
import natscompat.model.time.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history of one cell in the order of completion, in segments of 64 MB; a closed segment is gzipped. Clients
 * call {@link #admit} before they invoke: when the writer cannot keep up they wait there, and that is counted as a
 * stall of ours instead of slowing an operation. Thread-safe.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final int QUEUE = 8192;
    private static final long SEGMENT_BYTES = 64L << 20;
    private static final long CLOSE_LIMIT_SECONDS = 30;

    /** An empty element ends the history. */
    private final BlockingQueue<Optional<Operation>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong stalledNanos = new AtomicLong();
    private final AtomicReference<@Nullable IOException> failed = new AtomicReference<>();
    private final Path folder;
    private final Thread thread;

    HistoryWriter(Path folder) throws IOException {
        this.folder = folder;
        OutputStream first = new BufferedOutputStream(Files.newOutputStream(segment(0)));
        thread = Thread.ofVirtual().name("history-" + folder.getFileName()).start(() -> run(first));
    }

    /** The id of the next operation, from 1. */
    public long nextId() {
        return ids.incrementAndGet();
    }

    /** Waits until there is room; call before invoking an operation. */
    public void admit() {
        if (queue.remainingCapacity() > QUEUE / 8) {
            return;
        }
        long began = System.nanoTime();
        Waiting.reached("room in the history queue", Duration.ofSeconds(30),
                Duration.ofMillis(2), () -> queue.remainingCapacity() > QUEUE / 8);
        stalledNanos.addAndGet(System.nanoTime() - began);
    }

    /** Records a completed operation. */
    public void record(Operation operation) {
        try {
            queue.put(Optional.of(operation));
        } catch (InterruptedException e) {
            // An operation that happened must not vanish from the evidence because its client is being stopped.
            boolean taken = queue.offer(Optional.of(operation));
            Thread.currentThread().interrupt();
            if (!taken) {
                throw new IllegalStateException("history queue full while stopping");
            }
        }
    }

    /** Operations recorded so far, those still in the queue included. */
    public long recorded() {
        return written.get() + queue.size();
    }

    /** Nanoseconds that clients waited in {@link #admit} since the last call. */
    public long drainStalledNanos() {
        return stalledNanos.getAndSet(0);
    }

    /** Writes what is left and closes the file. */
    @Override
    public void close() throws IOException {
        try {
            if (!queue.offer(Optional.empty(), CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("history writer of " + folder + " does not take any more");
            }
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IOException cause = failed.get();
        if (cause != null) {
            throw new IOException("write the history of " + folder, cause);
        }
    }

    private void run(OutputStream first) {
        OutputStream out = first;
        int segment = 0;
        long bytes = 0;
        try {
            while (true) {
                Optional<Operation> next = queue.poll();
                if (next == null) {
                    out.flush();
                    next = queue.take();
                }
                if (next.isEmpty()) {
                    out.close();
                    return;
                }
                byte[] line = (Json.line(next.get()) + "\n").getBytes(StandardCharsets.UTF_8);
                out.write(line);
                written.incrementAndGet();
                bytes += line.length;
                if (bytes >= SEGMENT_BYTES) {
                    out.close();
                    compress(segment(segment));
                    segment++;
                    bytes = 0;
                    out = new BufferedOutputStream(Files.newOutputStream(segment(segment)));
                }
            }
        } catch (IOException e) {
            failed.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException e) {
            failed.set(e.getCause());
        }
    }

    private Path segment(int number) {
        return folder.resolve("history-" + number + ".jsonl");
    }

    private static void compress(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".gz.part");
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(part))) {
            in.transferTo(out);
        }
        Files.move(part, file.resolveSibling(file.getFileName() + ".gz"));
        Files.delete(file);
    }
}
