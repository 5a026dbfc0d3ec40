package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.Role;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.Test;

/** One seed, split by name: planning again changes nothing, and adding something moves nothing else. */
class SameSeedSamePlanTest {
    private static final PlanRequest REQUEST = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 7);

    private static Plan plan(PlanRequest request) {
        return new Planner(Fakes.catalog()).plan(request);
    }

    /** Steps and seed by what a cell is, whatever its number. */
    private static Map<String, List<Object>> content(Plan plan) {
        return plan.cells().stream()
                .collect(Collectors.toMap(
                        cell -> cell.pair() + " " + cell.slug(), cell -> List.of(cell.seed(), cell.steps())));
    }

    private static List<PlannedFault> faults(Cell cell, String mode) {
        return cell.steps().stream()
                .filter(Step.Dwell.class::isInstance)
                .flatMap(step -> ((Step.Dwell) step).faults().stream())
                .filter(fault -> fault.mode().equals(mode))
                .map(fault -> new PlannedFault(
                        "", mode, fault.fault(), fault.role(), fault.ordinals(), fault.offset(), fault.open(),
                        fault.waitsForRecovery(), fault.draw()))
                .toList();
    }

    @Test
    void fiftyPlansOfOneSeedAreByteEqual() {
        String first = Json.pretty(plan(REQUEST));

        for (int i = 0; i < 50; i++) {
            assertThat(Json.pretty(plan(REQUEST))).isEqualTo(first);
        }
    }

    @Test
    void anotherSeedMakesAnotherPlan() {
        Plan other = plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 8));

        assertThat(content(other).values()).doesNotContainAnyElementsOf(content(plan(REQUEST)).values());
    }

    @Test
    void aModeThatNobodyUsesMovesNothing() {
        Planner more = new Planner(Fakes.with(
                Fakes.catalog(),
                List.of(Fakes.mode("unused", Damage.OUT, Fakes.rule("pause", List.of(Role.ANY), 0, 0, true))),
                List.of(Fakes.fault("pause", Damage.OUT))));

        assertThat(Json.pretty(more.plan(REQUEST))).isEqualTo(Json.pretty(plan(REQUEST)));
    }

    @Test
    void aFilterMovesNothingInTheCellsThatStay() {
        Plan filtered = plan(REQUEST.withWalks(List.of("upgrade")).withMayhem(List.of("random-hard-kill")));

        assertThat(filtered.cells()).hasSize(3);
        assertThat(content(plan(REQUEST))).containsAllEntriesOf(content(filtered));
    }

    @Test
    void aWorkloadLessMovesNoFault() {
        Plan one = plan(REQUEST.withWorkloads(List.of("kv-cas")));

        assertThat(one.cells())
                .allSatisfy(cell -> assertThat(faults(cell, cell.mayhem()))
                        .isEqualTo(faults(plan(REQUEST).cell(cell.number()), cell.mayhem())));
    }

    @Test
    void anotherPairMovesNothing() {
        Plan three = plan(PlanRequest.of(List.of(Fakes.V2_11, Fakes.V2_12, Fakes.V2_14), 7));

        assertThat(content(three)).containsAllEntriesOf(content(plan(REQUEST)));
    }

    @Test
    void aJoinedModeDoesNotMoveTheFaultsOfTheOther() {
        PlanRequest upgrade = REQUEST.withWalks(List.of("upgrade"));
        Cell alone = plan(upgrade.withMayhem(List.of("random-hard-kill"))).cells().getFirst();
        Cell joined = plan(upgrade.withMayhem(List.of("random-hard-kill+random-reload"))).cells().getFirst();

        assertThat(faults(joined, "random-reload")).isNotEmpty();
        assertThat(faults(joined, "random-hard-kill")).isEqualTo(faults(alone, "random-hard-kill"));
    }

    @Test
    void aPlanSurvivesItsDocument() throws Exception {
        Plan plan = plan(REQUEST);

        assertThat(Json.mapper().readValue(Json.pretty(plan), Plan.class)).isEqualTo(plan);
    }

    @Test
    void seedsOfCellsDifferUnlessTheyAreControls() {
        Map<Long, List<Cell>> bySeed = plan(REQUEST).cells().stream().collect(Collectors.groupingBy(Cell::seed));

        assertThat(bySeed.values()).allSatisfy(cells -> assertThat(cells.stream()
                        .map(cell -> cell.walk() + cell.mayhem())
                        .collect(Collectors.toMap(Function.identity(), name -> 1, Integer::sum)))
                .hasSize(1));
    }
}
