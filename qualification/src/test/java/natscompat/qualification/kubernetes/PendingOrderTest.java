package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.model.rundir.Json;
import natscompat.qualification.Cells;
import natscompat.qualification.head.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingOrderTest {
    @TempDir
    Path home;

    @Test
    void theOrderIsThereUntilTheHeadHasIt() {
        Order order = order();
        PendingOrder pending = new PendingOrder(home);
        assertThat(pending.read()).isEmpty();
        pending.write(order);
        assertThat(new PendingOrder(home).read()).as("as another process reads it").contains(order);
        pending.remove();
        assertThat(pending.read()).isEmpty();
    }

    /** An order as it stands in its file. */
    static String text() {
        return Json.line(order());
    }

    private static Order order() {
        Plan plan = new Plan(Plan.SCHEMA, 7, "smoke", List.of(), Duration.ZERO, List.of(Cells.taking(1, Duration.ofSeconds(3))),
                List.of(), new Forecast(Duration.ofSeconds(3), Duration.ZERO, 2, 0, 0));
        return new Order(Order.SCHEMA, "r", "test", List.of("qualify"), "bin/qualify", plan, List.of(), Map.of(), 2,
                Set.of(), Set.of(), true, Optional.empty(), false, 1);
    }
}
