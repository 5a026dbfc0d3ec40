package natscompat.planner;

import java.time.Duration;
import java.util.Optional;
import natscompat.model.plan.Cell;
import natscompat.planner.cost.Figures;

/** A cell once more. */
public final class Reruns {
    /**
     * What a cell takes less where nothing runs beside it: 6 to 8 s besides its load instead of {@link Figures#OVERHEAD},
     * measured with 3 servers on 2 cores (docs/figures.md).
     */
    private static final Duration SAVED_ALONE = Duration.ofSeconds(6);

    private Reruns() {}

    /** The same as {@link #of}, with nothing beside it. */
    public static Cell alone(Cell cell, int number) {
        Cell again = of(cell, number);
        Duration alone = again.forecast().minus(SAVED_ALONE);
        return again.withForecast(alone.compareTo(again.burnIn()) > 0 ? alone : again.burnIn());
    }

    /** The same cell under another number; it names the cell that was run first, also when that one was a rerun. */
    public static Cell of(Cell cell, int number) {
        return new Cell(
                number,
                cell.slug(),
                cell.walk(),
                cell.pair(),
                cell.role(),
                cell.mayhem(),
                cell.workloads(),
                cell.dimensions(),
                cell.seed(),
                cell.steps(),
                cell.promises(),
                cell.controls(),
                Optional.of(cell.rerunOf().orElse(cell.number())),
                cell.burnIn(),
                cell.forecast());
    }
}
