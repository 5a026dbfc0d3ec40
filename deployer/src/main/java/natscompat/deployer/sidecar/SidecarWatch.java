package natscompat.deployer.sidecar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import natscompat.deployer.line.Token;
import natscompat.model.time.Waiting;

/**
 * Follows what a sidecar sees of its server's process, on a connection of its own, for as long as it is open. Thread-safe.
 */
public final class SidecarWatch implements AutoCloseable {
    /** A look that sees no change comes back after this time: a broken connection is noticed. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(100);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicReference<Sight> last = new AtomicReference<>(Sight.NONE);
    private final AtomicReference<Optional<IOException>> lost =
            new AtomicReference<>(Optional.of(new IOException("not asked yet")));
    private final AtomicReference<Optional<Long>> answered = new AtomicReference<>(Optional.empty());
    private final SidecarClient client;
    private final Consumer<Sight> changed;

    /**
     * Begins to follow.
     *
     * @param changed hears each change, the first sight included, from one thread
     */
    public SidecarWatch(InetSocketAddress at, Token token, Consumer<Sight> changed) {
        this.client = new SidecarClient(at, token);
        this.changed = changed;
        Thread.ofVirtual().name("sidecar-watch").start(this::follow);
    }

    /** What was seen last. */
    public Sight sight() {
        return last.get();
    }

    /** Why the sidecar does not answer now; empty when it does. */
    public Optional<IOException> lost() {
        return lost.get();
    }

    /** How long it has not answered; zero before its first answer. It is asked all the time, and answers every 5 s at least. */
    public Duration silence() {
        return answered.get().map(at -> Duration.ofNanos(System.nanoTime() - at)).orElse(Duration.ZERO);
    }

    private void follow() {
        try {
            while (!closed.get()) {
                look();
            }
        } catch (Waiting.Interrupted e) {
            // Nobody interrupts it, but the end of the process.
        }
    }

    private void look() {
        try {
            Sight seen = client.look(last.get(), LOOK);
            lost.set(Optional.empty());
            answered.set(Optional.of(System.nanoTime()));
            if (!closed.get() && !seen.equals(last.getAndSet(seen))) {
                changed.accept(seen);
            }
        } catch (IOException e) {
            lost.set(Optional.of(e));
            if (!closed.get()) {
                Waiting.pause("the sidecar", AGAIN);
            }
        }
    }

    /** Nothing is heard any more once this returns, but for what is being heard now. */
    @Override
    public void close() {
        closed.set(true);
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
