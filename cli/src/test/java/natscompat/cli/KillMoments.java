package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import natscompat.model.time.Draws;

/**
 * Kills runs of one command at drawn moments and counts the kills that met a process that was alive. Moments lie within the
 * whole length of the command, as it is known by then. Thread-safe.
 */
final class KillMoments {
    /** Each that comes too late makes the next come earlier, so that a few are enough. */
    private static final int MOST_DRAWS = 8;
    /** 128 + SIGKILL. */
    private static final int KILLED = 137;

    private final String command;
    private final AtomicLong length = new AtomicLong(Long.MAX_VALUE);
    private final AtomicInteger drawn = new AtomicInteger();
    private final AtomicInteger hits = new AtomicInteger();

    KillMoments(String command) {
        this.command = command;
    }

    /** Starts a process of the command. */
    interface Begin {
        Process now() throws IOException, InterruptedException;
    }

    /** Brings back what was there before. */
    interface Undo {
        void now() throws IOException, InterruptedException;
    }

    /** What a whole run takes; where two were measured, the longer one, so that its end is met, too. */
    void measured(Duration whole) {
        length.accumulateAndGet(whole.toMillis(), (known, now) -> known == Long.MAX_VALUE ? now : Math.max(known, now));
    }

    /**
     * Begins the command and kills it, again and again until it was alive then.
     *
     * @param draws where the moments come from
     * @param undo asked for after a run that came to its end
     * @return the moment, in milliseconds
     */
    long hit(Draws draws, Begin begin, Undo undo) throws IOException, InterruptedException {
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            int moment = draws.at("draw", draw).between(0, Math.toIntExact(length.get()));
            drawn.incrementAndGet();
            long began = System.nanoTime();
            Process process = begin.now();
            boolean over = process.waitFor(moment, TimeUnit.MILLISECONDS);
            int exit = process.destroyForcibly().waitFor();
            if (!over && exit == KILLED) {
                hits.incrementAndGet();
                return moment;
            }
            length.accumulateAndGet(Duration.ofNanos(System.nanoTime() - began).toMillis(), Math::min);
            assertThat(exit).as("%s that nobody killed", command).isZero();
            undo.now();
        }
        throw new AssertionError(MOST_DRAWS + " kills of " + command + " came too late, the last within " + length + " ms");
    }

    /** How many kills met it alive. */
    int hits() {
        return hits.get();
    }

    @Override
    public String toString() {
        return hits + " kills of " + drawn + " met " + command + " alive, within at most " + length + " ms";
    }
}
