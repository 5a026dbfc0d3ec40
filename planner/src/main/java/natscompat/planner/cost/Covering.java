package natscompat.planner.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.plan.Cell;

/**
 * Chooses among groups when there is no time for all: first the one that covers most pairs of dimension values that are
 * not covered yet, the earlier one where two are equal; then whatever still fits.
 */
public final class Covering {
    private final int parallel;
    private final Set<String> covered = new HashSet<>();
    private final List<Group> chosen = new ArrayList<>();
    private final List<Group> left;
    private final List<Group> all;

    private Covering(List<Group> groups, int parallel) {
        this.parallel = parallel;
        this.all = groups;
        this.left = new ArrayList<>(groups);
    }

    /**
     * The groups to run, in their old order.
     *
     * @param limit wall time that they may take together
     */
    public static List<Group> choose(List<Group> groups, int parallel, Duration limit) {
        Covering covering = new Covering(List.copyOf(groups), parallel);
        Optional<Group> next = covering.best(limit);
        while (next.isPresent()) {
            covering.take(next.get());
            next = covering.best(limit);
        }
        return covering.all.stream().filter(covering.chosen::contains).toList();
    }

    /** Wall time of groups side by side. */
    public static Duration wall(List<Group> groups, int parallel) {
        return Packing.wall(groups.stream().flatMap(g -> g.cells().stream()).toList(), parallel);
    }

    private void take(Group group) {
        chosen.add(group);
        left.remove(group);
        covered.addAll(group.covers());
    }

    private Optional<Group> best(Duration limit) {
        Optional<Group> best = Optional.empty();
        long most = -1;
        for (Group group : left) {
            long gain = group.covers().stream().filter(pair -> !covered.contains(pair)).count();
            if (gain > most && fits(group, limit)) {
                most = gain;
                best = Optional.of(group);
            }
        }
        return best;
    }

    private boolean fits(Group group, Duration limit) {
        List<Cell> cells = new ArrayList<>(group.cells());
        chosen.forEach(other -> cells.addAll(other.cells()));
        return Packing.wall(cells, parallel).compareTo(limit) <= 0;
    }
}
