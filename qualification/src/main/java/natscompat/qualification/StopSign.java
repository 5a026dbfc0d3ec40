package natscompat.qualification;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Tells everybody that the run is to end early, and why. Once raised it stays up; the first reason counts. Thread-safe. */
public final class StopSign {
    private final AtomicReference<@Nullable String> why = new AtomicReference<>();

    /** Raises it. */
    public void raise(String reason) {
        why.compareAndSet(null, reason);
    }

    /** Whether it is up. */
    public boolean up() {
        return why.get() != null;
    }

    /** The reason, once it is up. */
    public Optional<String> why() {
        return Optional.ofNullable(why.get());
    }
}
