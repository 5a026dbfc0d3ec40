package natscompat.planner.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Chooses among groups when there is no time for all: first the one that covers most pairs of dimension values, for each
 * of its cells, that are not covered yet, the earlier one where two are equal; then whatever still fits.
 */
public final class Covering {
    private final List<Group> groups;
    private final List<Set<String>> covers;
    private final int parallel;
    private final Duration limit;
    private final Set<String> covered = new HashSet<>();
    /** Indices into the groups, so that the order of the plan stays and nothing is compared but numbers. */
    private final SortedSet<Integer> chosen = new TreeSet<>();

    private Covering(List<Group> groups, int parallel, Duration limit) {
        this.groups = List.copyOf(groups);
        this.covers = groups.stream().map(Group::covers).toList();
        this.parallel = parallel;
        this.limit = limit;
    }

    /**
     * The indices of the groups to run, in rising order.
     *
     * @param limit wall time that they may take together
     */
    public static SortedSet<Integer> choose(List<Group> groups, int parallel, Duration limit) {
        Covering covering = new Covering(groups, parallel, limit);
        List<Integer> next = covering.best();
        while (!next.isEmpty()) {
            next.forEach(covering::take);
            next = covering.best();
        }
        return covering.chosen;
    }

    /** Wall time of groups side by side. */
    public static Duration wall(List<Group> groups, int parallel) {
        return Packing.wall(groups.stream().flatMap(g -> g.cells().stream()).toList(), parallel);
    }

    private void take(int index) {
        chosen.add(index);
        covered.addAll(covers.get(index));
    }

    /** What to take next; empty when nothing fits any more. */
    private List<Integer> best() {
        List<Integer> best = List.of();
        double most = -1;
        for (int i = 0; i < groups.size(); i++) {
            if (!chosen.contains(i)) {
                List<Integer> together = withControls(i);
                double gain = gain(together);
                if (gain > most && fits(together)) {
                    most = gain;
                    best = together;
                }
            }
        }
        return best;
    }

    /** A group without controls comes with the one whose controls it is shown beside, unless that one is chosen. */
    private List<Integer> withControls(int index) {
        Group group = groups.get(index);
        if (group.cells().size() == 1) {
            for (int i = 0; i < groups.size(); i++) {
                if (groups.get(i).lendsControlsTo(group)) {
                    return chosen.contains(i) ? List.of(index) : List.of(i, index);
                }
            }
        }
        return List.of(index);
    }

    /** New pairs for each cell that they cost. */
    private double gain(List<Integer> together) {
        long pairs = together.stream()
                .flatMap(i -> covers.get(i).stream())
                .distinct()
                .filter(pair -> !covered.contains(pair))
                .count();
        int cells = together.stream().mapToInt(i -> groups.get(i).cells().size()).sum();
        return (double) pairs / cells;
    }

    private boolean fits(List<Integer> more) {
        List<Group> together = new ArrayList<>();
        chosen.forEach(i -> together.add(groups.get(i)));
        more.forEach(i -> together.add(groups.get(i)));
        return wall(together, parallel).compareTo(limit) <= 0;
    }
}
