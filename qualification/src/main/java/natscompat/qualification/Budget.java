package natscompat.qualification;

import java.time.Duration;
import java.util.Collection;
import natscompat.model.plan.Cell;

/**
 * The wall time that cells may take, builds not counted. Zero means no limit. Thread-safe.
 *
 * @param began System.nanoTime() at the first cell
 * @param limit as asked for
 */
record Budget(long began, Duration limit) {
    /** Starts now. */
    static Budget starting(Duration limit) {
        return new Budget(System.nanoTime(), limit);
    }

    Duration spent() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Whether a cell that takes so long still ends in time. */
    boolean fits(Duration forecast) {
        return limit.isZero() || spent().plus(forecast).compareTo(limit) <= 0;
    }

    /** Whether these cells, so many side by side, still end in time. */
    boolean fits(Collection<Cell> cells, int parallel) {
        Duration sum = cells.stream().map(Cell::forecast).reduce(Duration.ZERO, Duration::plus);
        Duration longest = cells.stream().map(Cell::forecast).max(Duration::compareTo).orElse(Duration.ZERO);
        Duration packed = sum.dividedBy(Math.max(1, parallel));
        return fits(packed.compareTo(longest) > 0 ? packed : longest);
    }
}
