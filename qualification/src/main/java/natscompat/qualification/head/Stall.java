package natscompat.qualification.head;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import natscompat.model.time.Waiting;

/**
 * A body that is read as it comes, and closed when nothing came for a while: a way that is half dead neither answers nor
 * breaks. Read by one thread.
 */
final class Stall extends FilterInputStream {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Duration limit;
    private final Thread watch;
    private volatile long came = System.nanoTime();
    private volatile boolean stalled;

    /** Begins to watch. */
    Stall(InputStream body, Duration limit) {
        super(body);
        this.limit = limit;
        watch = Thread.ofVirtual().name("stall").start(this::watch);
    }

    private void watch() {
        try {
            Waiting.reached("a body that stalls", Duration.ofDays(1), POLL, () -> System.nanoTime() - came > limit.toNanos());
            stalled = true;
            in.close();
        } catch (Waiting.Interrupted | IOException e) {
            // close() ends it, or the body is broken, which its reader sees.
        }
    }

    @Override
    public int read() throws IOException {
        return came(in.read());
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return came(in.read(into, offset, length));
    }

    private int came(int read) throws IOException {
        if (stalled) {
            throw new IOException("nothing came for " + limit.toSeconds() + " s");
        }
        came = System.nanoTime();
        return read;
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        super.close();
    }
}
