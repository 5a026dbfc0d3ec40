package natscompat.model.plan;

import java.time.Duration;
import java.util.List;

/**
 * All steps of all cells as a value, made before anything is started. Planning twice gives byte-equal plans.
 *
 * @param schema version of this document
 * @param seed of the run
 * @param profile its name
 * @param releases in upgrade order as typed
 * @param budget wall time allowed for the cells; zero means no limit
 * @param cells in the order of their numbers
 * @param notPlanned what was asked for and left out
 * @param forecast what it will cost
 */
public record Plan(
        int schema,
        long seed,
        String profile,
        List<PlannedRelease> releases,
        Duration budget,
        List<Cell> cells,
        List<NotPlanned> notPlanned,
        Forecast forecast) {
    /** The version of the document that this code writes. */
    public static final int SCHEMA = 1;

    /** Copies the lists. */
    public Plan {
        releases = List.copyOf(releases);
        cells = List.copyOf(cells);
        notPlanned = List.copyOf(notPlanned);
    }

    /** The cell of that number. */
    public Cell cell(int number) {
        return cells.stream()
                .filter(c -> c.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no cell " + number + " in the plan"));
    }
}
