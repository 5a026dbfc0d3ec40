package natscompat.planner;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.planner.cost.Group;

/** Gives the chosen cells their numbers and tells each subject its controls. */
final class Numbering {
    private Numbering() {}

    static List<Cell> number(List<Group> groups) {
        List<Cell> numbered = new ArrayList<>();
        for (Group group : groups) {
            int first = numbered.size() + 1;
            List<Integer> own = new ArrayList<>();
            for (int i = 1; i < group.cells().size(); i++) {
                own.add(first + i);
            }
            numbered.add(with(group.subject(), first, own));
            for (int i = 1; i < group.cells().size(); i++) {
                numbered.add(with(group.cells().get(i), first + i, List.of()));
            }
        }
        return numbered.stream().map(cell -> shared(cell, numbered)).toList();
    }

    /**
     * A subject without controls of its own is shown beside those of the first walk of its pair and mode that has some. They
     * say something about its verdict only where {@link Controls#controls} holds.
     */
    private static Cell shared(Cell cell, List<Cell> all) {
        if (cell.role() != CellRole.SUBJECT || !cell.controls().isEmpty()) {
            return cell;
        }
        return all.stream()
                .filter(other -> other.pair().equals(cell.pair()) && other.mayhem().equals(cell.mayhem()))
                .filter(other -> !other.controls().isEmpty())
                .findFirst()
                .map(other -> with(cell, cell.number(), other.controls()))
                .orElse(cell);
    }

    static Cell with(Cell cell, int number, List<Integer> controls) {
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
                controls,
                cell.rerunOf(),
                cell.burnIn(),
                cell.forecast());
    }
}
