package natscompat.mayhem.link;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import natscompat.model.time.Draws;
import natscompat.platform.link.Links.Change;

/**
 * What becomes of what a cut has held: it goes through in order after a short cut, or its connections are reset. Which one is
 * drawn; after 10 s they always are (SEMANTICS.md 6). Thread-safe.
 */
final class HealOfCut {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final AtomicLong began;
    private final boolean reset;
    private final LongSupplier nanos;

    HealOfCut(Draws draws) {
        this(draws, System::nanoTime);
    }

    HealOfCut(Draws draws, LongSupplier nanos) {
        this.reset = draws.at("reset").happens(0.5);
        this.nanos = nanos;
        this.began = new AtomicLong(nanos.getAsLong());
    }

    /** The cut begins now. */
    void begins() {
        began.set(nanos.getAsLong());
    }

    /** How to heal it now. */
    Change now() {
        return reset || nanos.getAsLong() - began.get() > LONG.toNanos() ? Change.RESET : Change.FLUSH;
    }
}
