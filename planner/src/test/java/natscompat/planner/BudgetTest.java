package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.Plan;
import org.junit.jupiter.api.Test;

/** What a stated budget does to a plan. */
class BudgetTest {
    private static final PlanRequest REQUEST = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1);

    private static Plan plan(PlanRequest request, Duration budget) {
        return new Planner(Fakes.catalog()).plan(request.withBudget(Optional.of(budget)));
    }

    private static List<Cell> subjects(Plan plan) {
        return plan.cells().stream().filter(cell -> cell.role() == CellRole.SUBJECT).toList();
    }

    @Test
    void aQuarterIsKeptForReruns() {
        for (int seconds = 80; seconds < 400; seconds += 20) {
            Plan plan = plan(REQUEST, Duration.ofSeconds(seconds));

            assertThat(plan.forecast().wall().toSeconds()).isLessThanOrEqualTo(seconds * 3L / 4);
        }
    }

    @Test
    void whatIsLeftOutIsNamedWithItsReason() {
        Plan whole = plan(REQUEST, Duration.ofMinutes(4));
        Plan cut = plan(REQUEST, Duration.ofMinutes(2));

        assertThat(whole.notPlanned()).isEmpty();
        assertThat(cut.notPlanned()).hasSize(subjects(whole).size() - subjects(cut).size()).isNotEmpty();
        assertThat(cut.notPlanned()).extracting(NotPlanned::why).containsOnly("over the budget of 2m");
    }

    @Test
    void controlsStayWithTheirSubjects() {
        Plan cut = plan(REQUEST.withProfile("soak"), Duration.ofMinutes(20));

        assertThat(cut.notPlanned()).isNotEmpty();
        assertThat(subjects(cut)).allSatisfy(subject -> assertThat(subject.controls())
                .containsExactly(subject.number() + 1, subject.number() + 2));
    }

    @Test
    void noSubjectLosesItsControlsToTheBudget() {
        for (int seconds = 61; seconds < 240; seconds += 7) {
            Plan cut = plan(REQUEST, Duration.ofSeconds(seconds));

            assertThat(subjects(cut)).as("%d s", seconds).allSatisfy(subject -> assertThat(subject.controls())
                    .hasSize(2)
                    .allMatch(number -> cut.cell(number).mayhem().equals(subject.mayhem())));
        }
    }

    @Test
    void everyWalkAndEveryModeComesBeforeAnyPairTwice() {
        Plan cut = plan(REQUEST.withProfile("soak"), Duration.ofMinutes(30));
        Plan whole = new Planner(Fakes.catalog()).plan(REQUEST.withProfile("soak"));

        assertThat(subjects(cut).size()).isLessThan(subjects(whole).size());
        assertThat(subjects(cut).stream().map(Cell::mayhem).collect(Collectors.toSet()))
                .isEqualTo(subjects(whole).stream().map(Cell::mayhem).collect(Collectors.toSet()));
        assertThat(subjects(cut).stream().map(Cell::walk).collect(Collectors.toSet()))
                .isEqualTo(subjects(whole).stream().map(Cell::walk).collect(Collectors.toSet()));
    }

    @Test
    void aBudgetOfOneCellPlansOneGroup() {
        Plan plan = plan(REQUEST, Duration.ofSeconds(61));

        assertThat(plan.cells()).hasSize(3);
        assertThat(subjects(plan)).hasSize(1);
    }

    @Test
    void soakTakesAsLongAsItIsGiven() {
        Plan hour = plan(REQUEST.withProfile("soak"), Duration.ofHours(2));
        Plan day = plan(REQUEST.withProfile("soak"), Duration.ofHours(24));

        assertThat(hour.notPlanned()).isEmpty();
        assertThat(day.cells()).hasSameSizeAs(hour.cells());
        assertThat(day.cells().getFirst().burnIn()).isGreaterThan(hour.cells().getFirst().burnIn());
    }

    @Test
    void withoutAStatedBudgetNothingIsCutAndTheUsualOneGrows() {
        Plan three = new Planner(Fakes.catalog())
                .plan(PlanRequest.of(List.of(Fakes.V2_11, Fakes.V2_12, Fakes.V2_14), 1));

        assertThat(three.cells()).hasSize(60);
        assertThat(three.notPlanned()).isEmpty();
        assertThat(three.budget()).isGreaterThan(three.forecast().wall());
    }

    @Test
    void lessSideBySideTakesLonger() {
        Planner planner = new Planner(Fakes.catalog());

        assertThat(planner.plan(REQUEST.withParallel(1)).forecast().wall()).isEqualTo(Duration.ofMinutes(20));
        assertThat(planner.plan(REQUEST.withParallel(20)).forecast().wall()).isEqualTo(Duration.ofMinutes(1));
    }
}
