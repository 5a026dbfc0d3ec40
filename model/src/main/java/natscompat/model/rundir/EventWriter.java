package natscompat.model.rundir;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.model.history.Event;

/** Appends events; each is handed to the operating system before {@link #write} returns. Thread-safe. */
public final class EventWriter implements AutoCloseable {
    private final BufferedWriter out;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    EventWriter(Path file) throws IOException {
        out = Files.newBufferedWriter(file);
    }

    /** Writes one event. What comes after closing (a late poll) is dropped. */
    public void write(Event event) {
        lock.lock();
        try {
            if (!closed) {
                out.write(Json.line(event));
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("write an event", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            out.close();
        } finally {
            lock.unlock();
        }
    }
}
