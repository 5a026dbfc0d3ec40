package natscompat.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Plan;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;

/**
 * How cells are called: walk, with whatever is not as usual, and mode. Two cells of one pair and role never share a
 * name. Immutable.
 *
 * @param plan whose cells they are
 * @param releases how releases are called
 */
public record CellNames(Plan plan, ReleaseNames releases) {
    private static final int USUAL_SERVERS = 3;
    private static final int USUAL_REPLICAS = 3;

    /** Names for screens. */
    public static CellNames onScreen(Plan plan) {
        return new CellNames(plan, ReleaseNames.onScreen(plan));
    }

    /** The cell of that number, if the plan has it (a rerun may not be in it). */
    public Optional<Cell> cell(int number) {
        return plan.cells().stream().filter(c -> c.number() == number).findFirst();
    }

    /** {@code upgrade}, {@code static 2+1}, {@code upgrade R1 memory}. */
    public String walk(Cell cell) {
        List<String> parts = usual(cell);
        List<Cell> alike = plan.cells().stream()
                .filter(c -> c.rerunOf().isEmpty() && sameGroup(c, cell) && usual(c).equals(parts))
                .toList();
        if (alike.stream().map(Cell::workloads).distinct().count() > 1) {
            parts.add(String.join("+", cell.workloads()));
        }
        long twins = alike.stream().filter(c -> c.workloads().equals(cell.workloads())).count();
        if (twins > 1 && cell.rerunOf().isEmpty()) {
            parts.add("#" + cell.number());
        }
        return String.join(" ", parts);
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

    private static boolean sameGroup(Cell one, Cell other) {
        return one.pair().equals(other.pair())
                && one.role() == other.role()
                && one.walk().equals(other.walk())
                && one.mayhem().equals(other.mayhem());
    }

    private List<String> usual(Cell cell) {
        List<String> parts = new ArrayList<>(List.of(cell.walk()));
        served(cell).flatMap(CellNames::split).ifPresent(parts::add);
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
        return parts;
    }

    /** A control is called like the subject of its own walk that is judged beside it. */
    private Optional<Cell> served(Cell cell) {
        return switch (cell.role()) {
            case SUBJECT -> Optional.of(cell);
            case CONTROL_OLD, CONTROL_NEW -> plan.cells().stream()
                    .filter(c -> c.controls().contains(cell.number()) && c.walk().equals(cell.walk()))
                    .findFirst();
        };
    }

    /** The split of a cluster that starts mixed, old ones first: {@code 2+1}. */
    private static Optional<String> split(Cell cell) {
        return cell.steps().stream()
                .filter(Step.StartCluster.class::isInstance)
                .map(step -> ((Step.StartCluster) step).mix())
                .filter(Mix::mixed)
                .map(mix -> mix.ordinals(cell.pair().from()).size() + "+" + mix.ordinals(cell.pair().to()).size())
                .findFirst();
    }
}
