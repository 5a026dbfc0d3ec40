package natscompat.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanOnlyTest {
    private static final Plan PLAN = new Plan(
            Plan.SCHEMA, 1, "standard", List.of(), Duration.ZERO,
            List.of(cell(1, 2, 3), cell(2), cell(3), cell(4), cell(5)), List.of(new NotPlanned("soak", "over the budget")),
            new Forecast(Duration.ofMinutes(3), Duration.ofSeconds(50), 8, 2, 1000));

    private static Cell cell(int number, Integer... controls) {
        return new Cell(number, "slug", "upgrade", new ReleasePair("a", "b"), CellRole.SUBJECT, "none", List.of(),
                new Dimensions(3, 3, Storage.FILE, "none", StopStyle.SIGTERM, 20), 1, List.of(), Map.of(),
                List.of(controls), Optional.empty(), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @Test
    void aCellBringsItsControlsAndKeepsItsNumber() {
        Plan only = PLAN.only(List.of(1, 5));
        assertThat(only.cells()).extracting(Cell::number).containsExactly(1, 2, 3, 5);
        assertThat(only.forecast().burnIn()).isEqualTo(Duration.ofSeconds(40));
        assertThat(only.forecast().wall()).as("all at once").isEqualTo(Duration.ofSeconds(20));
        assertThat(only.seed()).isEqualTo(PLAN.seed());
        assertThat(only.notPlanned()).as("was not asked for here").isEmpty();
    }

    @Test
    void aCellThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> PLAN.only(List.of(6))).hasMessageContaining("the plan has cells 1 to 5");
    }
}
