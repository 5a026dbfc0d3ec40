package natscompat.deployer.kubernetes;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells when a trouble has been there without a break for longer than it may. Not thread-safe. */
public final class Patience {
    private final LongSupplier nanos;
    private final Supplier<Duration> absence;
    private Optional<Trouble> trouble = Optional.empty();
    private long since;
    private Duration away;

    /** For troubles that this API server tells of; the time that it is away counts for none of them. */
    public Patience(ApiServer api) {
        this(System::nanoTime, api::away);
    }

    /**
     * With a clock of one's own.
     *
     * @param nanos like {@link System#nanoTime}
     * @param absence how long the API server was away, all in all
     */
    Patience(LongSupplier nanos, Supplier<Duration> absence) {
        this.nanos = nanos;
        this.absence = absence;
        this.away = absence.get();
    }

    /**
     * What one gives up for; empty as long as it may go by itself. Another trouble, none at all, and an API server that was
     * away begin the time anew.
     *
     * @param now what this look has found
     */
    public Optional<Trouble> over(Optional<Trouble> now) {
        boolean same = now.isPresent() && trouble.filter(now.get()::same).isPresent();
        if (!same || !away.equals(absence.get())) {
            since = nanos.getAsLong();
            away = absence.get();
        }
        trouble = now;
        return now.filter(it -> nanos.getAsLong() - since >= it.patience().toNanos());
    }
}
