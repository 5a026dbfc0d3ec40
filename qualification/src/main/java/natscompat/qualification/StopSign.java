package natscompat.qualification;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells everybody that the run is to end early, why, and how much time there is. Once raised it stays up, with the reason of
 * who raised it first; who raises it again can only leave less time. Thread-safe.
 */
public final class StopSign {
    private final AtomicReference<Optional<Raised>> raised = new AtomicReference<>(Optional.empty());

    /** Times are those of {@link System#nanoTime}. */
    private record Raised(String why, long steps, long cells, boolean hurries) {
        static Raised now(String why, LastMoments moments) {
            long now = System.nanoTime();
            return new Raised(why, now + moments.steps().toNanos(), now + moments.cells().toNanos(),
                    moments.equals(LastMoments.AFTER_SIGTERM));
        }

        Raised andThen(Raised later) {
            return new Raised(why, earlier(steps, later.steps), earlier(cells, later.cells), hurries || later.hurries);
        }

        private static long earlier(long one, long other) {
            return one - other < 0 ? one : other;
        }

        private static boolean over(long time) {
            return System.nanoTime() - time >= 0;
        }
    }

    /** Raises it; there is time. */
    public void raise(String reason) {
        raise(reason, LastMoments.AT_LEISURE);
    }

    /** Raises it; there is so much time from now on, or less where it was up already. */
    public void raise(String reason, LastMoments moments) {
        Raised now = Raised.now(reason, moments);
        raised.updateAndGet(before -> Optional.of(before.map(up -> up.andThen(now)).orElse(now)));
    }

    /** Whether it is up. */
    public boolean up() {
        return raised.get().isPresent();
    }

    /** The reason, once it is up. */
    public Optional<String> why() {
        return raised.get().map(Raised::why);
    }

    /** Whether steps that have not ended by themselves are to be interrupted now. */
    boolean stepsAreCut() {
        return raised.get().filter(up -> Raised.over(up.steps)).isPresent();
    }

    /** Whether the run is to conclude now, without the cells that have not ended. */
    boolean concludes() {
        return raised.get().filter(up -> Raised.over(up.cells)).isPresent();
    }

    /** Whether there is no time for anything but judging and writing. */
    boolean hurries() {
        return raised.get().filter(Raised::hurries).isPresent();
    }
}
