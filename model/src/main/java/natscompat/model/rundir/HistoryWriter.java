package natscompat.model.rundir;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;
import natscompat.model.history.Operation;
import natscompat.model.time.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history of one cell in the order of completion, in segments of 64 MB; a closed segment is gzipped. Clients
 * call {@link #admit} before they invoke: when the writer cannot keep up they wait there, and that is counted as a
 * stall of ours instead of slowing an operation. When writing fails (a full disk) nobody waits any more: what comes after
 * is dropped, {@link #failure} says so at once and {@link #close} throws. Thread-safe.
 */
public final class HistoryWriter implements AutoCloseable {
    private static final int QUEUE = 8192;

    /** Of a segment before it is gzipped. */
    static final long SEGMENT_BYTES = 64L << 20;

    private static final Duration ADMIT_LIMIT = Duration.ofSeconds(30);
    private static final long CLOSE_LIMIT_SECONDS = 30;

    /** An empty element ends the history. */
    private final BlockingQueue<Optional<Operation>> queue;

    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong recorded = new AtomicLong();
    private final Map<String, LongAdder> succeeded = new ConcurrentHashMap<>();
    private final AtomicLong stalledNanos = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Opener opener;
    private final Path folder;
    private final long segmentBytes;
    private final Thread thread;

    /** Opens a new file for writing. */
    @FunctionalInterface
    interface Opener {
        OutputStream open(Path file) throws IOException;
    }

    HistoryWriter(Path folder) throws IOException {
        this(folder, QUEUE, SEGMENT_BYTES, Files::newOutputStream);
    }

    /** With a queue and segments of other sizes, on another kind of disk; for tests. */
    HistoryWriter(Path folder, int queue, long segmentBytes, Opener opener) throws IOException {
        this.opener = opener;
        this.folder = folder;
        this.queue = new ArrayBlockingQueue<>(queue);
        this.segmentBytes = segmentBytes;
        OutputStream first = open(0);
        // A platform thread: gzipping a segment is a second of pure computing and would hold a carrier of the clients.
        thread = Thread.ofPlatform().daemon().name("history-" + folder.getFileName()).start(() -> run(first));
    }

    /** The id of the next operation, from 1. */
    public long nextId() {
        return ids.incrementAndGet();
    }

    /** Waits until there is room, 30 s at most; call before invoking an operation. */
    public void admit() {
        if (roomy()) {
            return;
        }
        long began = System.nanoTime();
        try {
            Waiting.reached("room in the history queue", ADMIT_LIMIT, Duration.ofMillis(2), this::roomy);
        } finally {
            stalledNanos.addAndGet(System.nanoTime() - began);
        }
    }

    /** Records a completed operation. What comes after {@link #close} is dropped: the evidence is read by then. */
    public void record(Operation operation) {
        if (dropping()) {
            return;
        }
        recorded.incrementAndGet();
        if (operation.ok()) {
            succeeded.computeIfAbsent(operation.workload(), name -> new LongAdder()).increment();
        }
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
        return recorded.get();
    }

    /** Operations of a workload that were recorded so far and are ok. */
    public long succeeded(String workload) {
        LongAdder count = succeeded.get(workload);
        return count == null ? 0 : count.sum();
    }

    /** Nanoseconds that clients waited in {@link #admit} since the last call. */
    public long drainStalledNanos() {
        return stalledNanos.getAndSet(0);
    }

    /** Why nothing is written any more, if that is so: the cell's evidence has a hole from then on. */
    public Optional<Exception> failure() {
        return Optional.ofNullable(failed.get());
    }

    /**
     * Writes what is left and closes the file.
     *
     * @throws IOException when anything that was recorded may be missing
     */
    @Override
    public void close() throws IOException {
        try {
            if (!closed.getAndSet(true) && !queue.offer(Optional.empty(), CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("history writer of " + folder + " does not take any more");
            }
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Exception cause = failed.get();
        if (cause != null) {
            throw new IOException("write the history of " + folder, cause);
        }
        if (thread.isAlive()) {
            throw new IOException("history writer of " + folder + " was not done within " + CLOSE_LIMIT_SECONDS + " s");
        }
    }

    private boolean dropping() {
        return closed.get() || failed.get() != null;
    }

    private boolean roomy() {
        int room = queue.remainingCapacity();
        return room > (room + queue.size()) / 8 || dropping();
    }

    private void run(OutputStream first) {
        try {
            write(first);
        } catch (IOException | RuntimeException e) {
            failed.set(e);
            // Whoever waits for room in put() gets it; from here on record() drops.
            drain();
        } catch (InterruptedException e) {
            failed.set(e);
            Thread.currentThread().interrupt();
        }
    }

    private void write(OutputStream first) throws IOException, InterruptedException {
        OutputStream out = first;
        try {
            int segment = 0;
            long bytes = 0;
            while (true) {
                Optional<Operation> next = queue.poll();
                if (next == null) {
                    out.flush();
                    next = queue.take();
                }
                if (next.isEmpty()) {
                    return;
                }
                byte[] line = (Json.line(next.get()) + "\n").getBytes(StandardCharsets.UTF_8);
                out.write(line);
                bytes += line.length;
                if (bytes >= segmentBytes) {
                    out.close();
                    compress(segment(segment));
                    segment++;
                    bytes = 0;
                    out = open(segment);
                }
            }
        } finally {
            out.close();
        }
    }

    private void drain() {
        try {
            while (queue.take().isPresent()) {
                // Dropped: close() tells that the history is not whole.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OutputStream open(int number) throws IOException {
        return new BufferedOutputStream(opener.open(segment(number)));
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
