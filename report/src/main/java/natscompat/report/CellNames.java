package natscompat.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;

/**
 * How cells are called: walk, with whatever is not as usual, and mode. Two cells of one pair and role never share a
 * name. Immutable.
 */
public final class CellNames {
    private static final int USUAL_SERVERS = 3;
    private static final int USUAL_REPLICAS = 3;

    private final Plan plan;
    private final ReleaseNames releases;
    private final Map<Cell, String> walks;

    /**
     * The names of all cells of a plan.
     *
     * @param releases how releases are called
     */
    public CellNames(Plan plan, ReleaseNames releases) {
        this.plan = plan;
        this.releases = releases;
        Map<List<Object>, List<Cell>> alike = plan.cells().stream()
                .filter(c -> c.rerunOf().isEmpty())
                .collect(Collectors.groupingBy(c -> List.of(c.pair(), c.role(), c.mayhem(), usual(c))));
        Map<Cell, String> named = new HashMap<>();
        alike.values().forEach(cells -> cells.forEach(cell -> named.put(cell, walk(cell, cells))));
        this.walks = Map.copyOf(named);
    }

    /** Names for screens. */
    public static CellNames onScreen(Plan plan) {
        return new CellNames(plan, ReleaseNames.onScreen(plan));
    }

    /** The plan whose cells these are. */
    public Plan plan() {
        return plan;
    }

    /** How releases are called. */
    public ReleaseNames releases() {
        return releases;
    }

    /** {@code upgrade}, {@code static-1-new}, {@code upgrade R1 memory}; a rerun is called like what it repeats. */
    public String walk(Cell cell) {
        String known = walks.get(cell);
        return known == null ? String.join(" ", usual(cell)) : known;
    }

    /** {@code upgrade / random-hard-kill}. */
    public String title(Cell cell) {
        return walk(cell) + " / " + cell.mayhem();
    }

    /** What the cell is there for: {@code mixed}, or {@code only v2.12.15} for a control. */
    public String role(Cell cell) {
        return switch (cell.role()) {
            case SUBJECT -> cell.pair().from().equals(cell.pair().to()) ? "alone" : "mixed";
            case CONTROL_OLD -> "only " + releases.of(cell.pair().from());
            case CONTROL_NEW -> "only " + releases.of(cell.pair().to());
        };
    }

    private static String walk(Cell cell, List<Cell> alike) {
        List<String> parts = new ArrayList<>(usual(cell));
        if (alike.stream().map(Cell::workloads).distinct().count() > 1) {
            parts.add(String.join("+", cell.workloads()));
        }
        if (alike.stream().filter(c -> c.workloads().equals(cell.workloads())).count() > 1) {
            parts.add("#" + cell.number());
        }
        return String.join(" ", parts);
    }

    private static List<String> usual(Cell cell) {
        List<String> parts = new ArrayList<>(List.of(cell.walk()));
        if (cell.dimensions().servers() != USUAL_SERVERS) {
            parts.add(cell.dimensions().servers() + " servers");
        }
        if (cell.dimensions().replicas() != USUAL_REPLICAS) {
            parts.add("R" + cell.dimensions().replicas());
        }
        if (cell.dimensions().storage() == Storage.MEMORY) {
            parts.add("memory");
        }
        if (cell.dimensions().stop() == StopStyle.LAME_DUCK) {
            parts.add("lame-duck");
        }
        if (cell.dimensions().order() == RollOrder.LEADER_FIRST) {
            parts.add(RollOrder.LEADER_FIRST.word());
        }
        return parts;
    }
}
