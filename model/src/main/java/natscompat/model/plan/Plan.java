package natscompat.model.plan;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import natscompat.model.failure.Failure;

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

    /** The profile of the plan of a burn-in, which has one cell and is asked for by its own verb. */
    public static final String BURN_IN = "burn-in";

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

    /**
     * This plan with these cells and their controls alone; numbers stay as they are. What the whole plan left out was not
     * asked for here.
     *
     * @throws natscompat.model.failure.FailureException of category INPUT for a number that the plan does not have
     */
    public Plan only(Collection<Integer> numbers) {
        Set<Integer> known = cells.stream().map(Cell::number).collect(Collectors.toSet());
        Set<Integer> chosen = new TreeSet<>();
        for (int number : numbers) {
            if (!known.contains(number)) {
                throw Failure.input("choose cell " + number, "the plan has cells 1 to " + cells.size(),
                        "See bin/plan with the same arguments.");
            }
            chosen.add(number);
            chosen.addAll(cell(number).controls());
        }
        List<Cell> fewer = cells.stream().filter(c -> chosen.contains(c.number())).toList();
        Duration burnIn = fewer.stream().map(Cell::burnIn).reduce(Duration.ZERO, Duration::plus);
        Duration longest = fewer.stream().map(Cell::forecast).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
        boolean atOnce = fewer.size() <= forecast.parallel();
        Forecast cost = new Forecast(
                atOnce ? longest : forecast.wall(), burnIn, forecast.parallel(), forecast.builds(), forecast.diskBytes());
        return new Plan(schema, seed, profile, releases, budget, fewer, List.of(), cost);
    }
}
