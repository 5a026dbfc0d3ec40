package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.Step;
import org.junit.jupiter.api.Test;

/** The order of rolls changes who is rolled first, and nothing else. */
class RollOrderTest {
    private static final PlanRequest USUAL =
            PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 5).withProfile("soak");
    private static final PlanRequest LEADER_FIRST = USUAL.withOrder(RollOrder.LEADER_FIRST);

    private static Plan plan(PlanRequest request) {
        return new Planner(Fakes.catalog()).plan(request);
    }

    private static List<Cell> subjects(PlanRequest request) {
        return plan(request).cells().stream().filter(cell -> cell.role() == CellRole.SUBJECT).toList();
    }

    private static <S extends Step> List<S> steps(Cell cell, Class<S> kind) {
        return cell.steps().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<Integer> rolled(Cell cell) {
        return steps(cell, Step.Roll.class).stream().map(Step.Roll::ordinal).toList();
    }

    private static List<Integer> begun(Cell cell) {
        return steps(cell, Step.BeginRoll.class).stream().flatMap(begin -> begin.ordinals().stream()).toList();
    }

    private static List<Long> draws(Cell cell) {
        return steps(cell, Step.Dwell.class).stream()
                .flatMap(dwell -> dwell.faults().stream())
                .map(PlannedFault::draw)
                .toList();
    }

    @Test
    void usuallyTheMetaLeaderIsMovedToTheServerRolledLastAndNoRollBeginsWithIt() {
        assertThat(plan(USUAL).cells()).extracting(cell -> cell.dimensions().order()).containsOnly(RollOrder.HIGHEST_FIRST);
        assertThat(subjects(USUAL)).allSatisfy(cell -> {
            assertThat(begun(cell)).isEmpty();
            assertThat(steps(cell, Step.LeadMeta.class).isEmpty()).isEqualTo(rolled(cell).isEmpty());
        });
    }

    @Test
    void theMetaLeaderIsNotMovedBeforehandWhereItIsRolledFirst() {
        assertThat(subjects(LEADER_FIRST)).allSatisfy(cell -> assertThat(steps(cell, Step.LeadMeta.class)).isEmpty());
    }

    @Test
    void onlyACellThatRollsHasAnotherOrder() {
        assertThat(plan(LEADER_FIRST).cells()).allSatisfy(cell -> assertThat(cell.dimensions().order())
                .isEqualTo(cell.walk().startsWith("static") ? RollOrder.HIGHEST_FIRST : RollOrder.LEADER_FIRST));
    }

    @Test
    void eachRollTakesEachOfItsPlacesOnceAndInItsOrder() {
        assertThat(subjects(LEADER_FIRST)).hasSizeGreaterThan(30).allSatisfy(cell -> {
            assertThat(rolled(cell)).isEqualTo(begun(cell));
            assertThat(steps(cell, Step.BeginRoll.class))
                    .allSatisfy(begin -> assertThat(begin.ordinals()).doesNotHaveDuplicates());
        });
    }

    @Test
    void aRollBeginsRightBeforeItsFirstServer() {
        Cell upgrade = subjects(LEADER_FIRST).getFirst();
        List<Step> steps = upgrade.steps();
        assertThat(steps(upgrade, Step.BeginRoll.class)).hasSize(2).allSatisfy(begin ->
                assertThat(steps.get(begin.number())).isInstanceOfSatisfying(Step.Roll.class,
                        roll -> assertThat(roll.ordinal()).isEqualTo(begin.ordinals().getFirst())));
    }

    @Test
    void theWayBackIsARollOfItsOwn() {
        Cell cell = subjects(LEADER_FIRST.withWalks(List.of("half-way-and-back"))).getFirst();
        assertThat(steps(cell, Step.BeginRoll.class))
                .extracting(Step.BeginRoll::ordinals)
                .containsExactly(List.of(2, 1), List.of(1, 2));
    }

    @Test
    void seedsAndDrawsOfFaultsStayWhatTheyAre() {
        PlanRequest walk = USUAL.withWalks(List.of("upgrade")).withMayhem(List.of("random-hard-kill"));
        Cell usual = subjects(walk).getFirst();
        Cell leaderFirst = subjects(walk.withOrder(RollOrder.LEADER_FIRST)).getFirst();
        assertThat(leaderFirst.seed()).isEqualTo(usual.seed());
        // The first of each dwell: how many there are is a matter of its length, to the millisecond.
        assertThat(firstDraws(leaderFirst)).isEqualTo(firstDraws(usual)).isNotEmpty();
    }

    private static List<Long> firstDraws(Cell cell) {
        List<Long> draws = new ArrayList<>();
        steps(cell, Step.Dwell.class).stream()
                .filter(dwell -> !dwell.faults().isEmpty())
                .forEach(dwell -> draws.add(dwell.faults().getFirst().draw()));
        return draws;
    }

    @Test
    void aControlHasTheOrderOfItsSubject() {
        List<Cell> cells = plan(LEADER_FIRST).cells();
        assertThat(subjects(LEADER_FIRST)).allSatisfy(subject -> assertThat(cells.stream()
                .filter(cell -> subject.controls().contains(cell.number()))
                .filter(cell -> Controls.controls(cell, subject))).hasSize(2));
        assertThat(Controls.controls(Controls.of(subjects(USUAL).getFirst(), CellRole.CONTROL_OLD, 9),
                subjects(LEADER_FIRST).getFirst())).isFalse();
    }

    @Test
    void inAColdSwapOnlyRestartsBeginWithTheLeader() {
        assertThat(subjects(LEADER_FIRST)).allSatisfy(subject -> {
            Cell swap = ColdSwaps.of(subject, 50);
            assertThat(begun(swap)).isEqualTo(rolled(swap));
            assertThat(draws(swap)).isEqualTo(draws(subject));
        });
        assertThat(begun(ColdSwaps.of(subjects(LEADER_FIRST).getFirst(), 50))).containsExactly(2, 1, 0);
    }
}
