package natscompat.planner;

import java.util.Optional;
import natscompat.model.plan.Cell;

/** A cell once more. */
public final class Reruns {
    private Reruns() {}

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
