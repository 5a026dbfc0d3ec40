package natscompat.qualification;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells everybody that the run is to end early, why, and how much time there is. Once raised it stays up; who raised it
 * first counts. Thread-safe.
 */
public final class StopSign {
    private final AtomicReference<@Nullable Raised> raised = new AtomicReference<>();

    private record Raised(String why, LastMoments moments, long at) {
        boolean over(Duration time) {
            return System.nanoTime() - at >= time.toNanos();
        }
    }

    /** Raises it; there is time. */
    public void raise(String reason) {
        raise(reason, LastMoments.AT_LEISURE);
    }

    /** Raises it; there is so much time. */
    public void raise(String reason, LastMoments moments) {
        raised.compareAndSet(null, new Raised(reason, moments, System.nanoTime()));
    }

    /** Whether it is up. */
    public boolean up() {
        return raised.get() != null;
    }

    /** The reason, once it is up. */
    public Optional<String> why() {
        return Optional.ofNullable(raised.get()).map(Raised::why);
    }

    /** Whether steps that have not ended by themselves are to be interrupted now. */
    boolean stepsAreCut() {
        Raised now = raised.get();
        return now != null && now.over(now.moments.steps());
    }

    /** Whether the run is to conclude now, without the cells that have not ended. */
    boolean concludes() {
        Raised now = raised.get();
        return now != null && now.over(now.moments.cells());
    }

    /** Whether there is no time for anything but judging and writing. */
    boolean hurries() {
        Raised now = raised.get();
        return now != null && now.moments.equals(LastMoments.AFTER_SIGTERM);
    }
}
