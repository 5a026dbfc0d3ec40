package natscompat.qualification;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import natscompat.model.plan.Cell;

/**
 * The wall time that a run may take after its builds. No cell begins that would not end in it by its forecast; one that
 * takes longer than forecast (as broken ones do) has a grace to end in, and then the run ends. Zero means no limit.
 * Thread-safe.
 *
 * @param began System.nanoTime() at the first cell
 * @param limit as asked for, or as the profile has it
 * @param stated whether somebody asked for it
 */
record Budget(long began, Duration limit, boolean stated) {
    private static final String OPTION = "--budget";
    private static final Duration LEAST_GRACE = Duration.ofMinutes(8);
    private static final Duration MOST_GRACE = Duration.ofMinutes(15);

    /**
     * Starts now.
     *
     * @param arguments of the run as typed: they say whether somebody asked for it
     */
    static Budget starting(Duration limit, List<String> arguments) {
        boolean stated = arguments.stream().anyMatch(word -> word.equals(OPTION) || word.startsWith(OPTION + "="));
        return new Budget(System.nanoTime(), limit, stated);
    }

    Duration spent() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * How much longer cells that have begun may take: half of the time again, from 8 to 15 min: a
     * broken cell waits for gates, markers and settling before it shows what is broken. What nobody asked for cuts
     * nothing short that is about to show something: 15 min are longer than a broken cell takes (docs/adr/0026).
     */
    Duration grace() {
        Duration half = limit.dividedBy(2);
        if (!stated || half.compareTo(MOST_GRACE) > 0) {
            return MOST_GRACE;
        }
        return half.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : half;
    }

    /** Whether the time is over, and the grace too. */
    boolean over() {
        return !limit.isZero() && spent().compareTo(limit.plus(grace())) > 0;
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
