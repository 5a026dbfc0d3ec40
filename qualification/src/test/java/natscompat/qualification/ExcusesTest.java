package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.Plan;
import org.junit.jupiter.api.Test;

class ExcusesTest {
    private static final Cell CELL = Cells.taking(1, Duration.ofSeconds(1));
    private static final Plan PLAN = new Plan(Plan.SCHEMA, 7, "smoke", List.of(), Duration.ZERO, List.of(CELL), List.of(),
            new Forecast(Duration.ofSeconds(1), Duration.ZERO, 2, 0, 0));

    @Test
    void a_cell_is_excused_by_walk_and_mode() {
        String name = CELL.walk() + "/" + CELL.mayhem();
        assertThat(Excuses.covers(Set.of(name), CELL)).isTrue();
        assertThat(Excuses.covers(Set.of(CELL.walk() + "/another"), CELL)).isFalse();
        Excuses.check(Set.of(name), PLAN);
    }

    @Test
    void what_is_not_in_the_plan_can_be_excused_too() {
        NotPlanned left = new NotPlanned("upgrade / move-replica, v1.0.0 -> v2.0.0", "the cell lacks spare-server");
        assertThat(Excuses.covers(Set.of("upgrade/move-replica"), left)).isTrue();
        assertThat(Excuses.covers(Set.of("upgrade/none"), left)).isFalse();
    }

    @Test
    void an_excuse_for_no_cell_of_the_plan_is_refused_with_the_names_that_there_are() {
        assertThatThrownBy(() -> Excuses.check(List.of("upgrade/kil-all"), PLAN))
                .hasMessageContaining("excuse upgrade/kil-all")
                .hasMessageContaining(CELL.walk() + "/" + CELL.mayhem());
    }
}
