package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import org.junit.jupiter.api.Test;

/** Issue 3, point 5: what the profiles come to for two adjacent releases on three servers. */
class StandardProfileTest {
    private static Plan plan(String profile) {
        return new Planner(Fakes.catalog())
                .plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1).withProfile(profile));
    }

    @Test
    void standardHasTwentyCells() {
        Map<String, Long> byWalk = plan("standard").cells().stream()
                .collect(Collectors.groupingBy(c -> c.walk() + " " + c.role(), Collectors.counting()));

        assertThat(byWalk)
                .containsOnly(
                        Map.entry("upgrade SUBJECT", 4L),
                        Map.entry("upgrade CONTROL_OLD", 4L),
                        Map.entry("upgrade CONTROL_NEW", 4L),
                        Map.entry("half-way-and-back SUBJECT", 4L),
                        Map.entry("downgrade SUBJECT", 2L),
                        Map.entry("static-1-new SUBJECT", 1L),
                        Map.entry("static-2-new SUBJECT", 1L));
    }

    @Test
    void everyStandardCellIsFortyFiveSecondsUnderLoad() {
        assertThat(plan("standard").cells()).extracting(Cell::burnIn).containsOnly(Duration.ofSeconds(45));
    }

    @Test
    void standardIsForecastAtThreeMinutesOfFour() {
        Plan plan = plan("standard");

        assertThat(plan.forecast().wall()).isEqualTo(Duration.ofMinutes(3));
        assertThat(plan.budget()).isEqualTo(Duration.ofMinutes(4));
        assertThat(plan.forecast().burnIn()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void smokeTakesAtMostNinetySecondsWithItsReruns() {
        Plan plan = plan("smoke");

        assertThat(plan.cells()).hasSize(6);
        assertThat(plan.forecast().wall()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(plan.budget()).isLessThanOrEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void everySubjectHasAnOldAndANewControlOfItsMode() {
        Plan plan = plan("standard");

        assertThat(plan.cells().stream().filter(c -> c.role() == CellRole.SUBJECT)).allSatisfy(subject -> {
            List<Cell> controls = subject.controls().stream().map(plan::cell).toList();
            assertThat(controls)
                    .extracting(Cell::role)
                    .containsExactly(CellRole.CONTROL_OLD, CellRole.CONTROL_NEW);
            assertThat(controls).extracting(Cell::mayhem).containsOnly(subject.mayhem());
        });
    }

    @Test
    void numbersCountFromOneInTheOrderOfTheCells() {
        Plan plan = plan("standard");

        assertThat(plan.cells().stream().collect(Collectors.toMap(Cell::number, Function.identity())))
                .hasSize(20)
                .containsKeys(1, 20);
    }
}
