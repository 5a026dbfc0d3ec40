package natscompat.planner.cost;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import natscompat.model.plan.Cell;

/**
 * Cells that are planned or left out together: a subject and its own controls.
 *
 * @param cells the subject first
 */
public record Group(List<Cell> cells) {
    /** Copies the list. */
    public Group {
        cells = List.copyOf(cells);
    }

    /** The cell that is asked about. */
    public Cell subject() {
        return cells.getFirst();
    }

    /** Whether the other one, which has no controls of its own, can be shown beside the controls of this one. */
    public boolean lendsControlsTo(Group other) {
        return cells.size() > 1
                && subject().pair().equals(other.subject().pair())
                && subject().mayhem().equals(other.subject().mayhem());
    }

    /** Every pair of values of two dimensions that it covers. */
    Set<String> covers() {
        Cell cell = subject();
        List<String> values = new ArrayList<>(List.of(
                "pair=" + cell.pair(),
                "walk=" + cell.walk(),
                "mayhem=" + cell.mayhem(),
                "storage=" + cell.dimensions().storage(),
                "stop=" + cell.dimensions().stop(),
                "order=" + cell.dimensions().order()));
        cell.workloads().forEach(workload -> values.add("workload=" + workload));
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i < values.size(); i++) {
            for (int j = i + 1; j < values.size(); j++) {
                pairs.add(values.get(i) + " x " + values.get(j));
            }
        }
        return pairs;
    }
}
