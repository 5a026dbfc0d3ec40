package natscompat.report.ci;

import java.util.Optional;
import java.util.Set;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.report.CellNames;
import natscompat.report.ReleaseNames;

/**
 * Names of suites and tests that stay the same from run to run: no commit, seed or number stands in them.
 *
 * @param cells names of cells with the releases called by their roles
 */
record TestNames(CellNames cells) {
    /** Whose faults count when nobody says otherwise (DESIGN.md, "Words to the user"). */
    static final Set<String> FAIL_ON = Set.of("new", "mix", "upgrade", "unattributed");

    static TestNames of(Plan plan, Optional<String> candidate) {
        return new TestNames(new CellNames(plan, ReleaseNames.roles(plan, candidate)));
    }

    /** {@code v2.12 -> candidate}; for a control {@code v2.12 -> candidate (only v2.12)}. */
    String suite(Cell cell) {
        String pair = cells.releases().of(cell.pair());
        return switch (cell.role()) {
            case SUBJECT -> pair;
            case CONTROL_OLD, CONTROL_NEW -> pair + " (" + cells.role(cell) + ")";
        };
    }

    /** {@code <walk> / <mode> / <promise>}. */
    String test(Cell cell, String promise) {
        return cells.title(cell) + " / " + promise;
    }

    /** What the two releases really were: {@code v2.12.15 = <revision>}, for metadata. */
    String revision(String release) {
        return cells.plan().releases().stream()
                .filter(r -> r.name().equals(release))
                .map(PlannedRelease::revision)
                .findFirst()
                .orElse("unknown");
    }
}
