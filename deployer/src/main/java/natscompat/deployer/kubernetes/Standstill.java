package natscompat.deployer.kubernetes;

import java.util.Optional;

/** Remembers for one wait what was said and how long a trouble has lasted. Not thread-safe. */
final class Standstill {
    private String said = "";
    private Optional<Trouble> trouble = Optional.empty();
    private long since;

    /** Whether this was not said just before. */
    boolean saysNew(String seen) {
        boolean changed = !seen.equals(said);
        said = seen;
        return changed;
    }

    /** Whether this trouble has been there without a break for longer than its patience. */
    boolean lasts(Trouble now) {
        if (trouble.filter(now::same).isEmpty()) {
            trouble = Optional.of(now);
            since = System.nanoTime();
        }
        return System.nanoTime() - since >= now.patience().toNanos();
    }
}
