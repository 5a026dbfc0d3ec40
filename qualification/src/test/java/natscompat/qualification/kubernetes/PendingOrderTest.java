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
import natscompat.qualification.Cells;
import natscompat.qualification.head.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingOrderTest {
    @TempDir
    Path home;

    @Test
    void theOrderIsThereUntilTheHeadHasIt() {
        Plan plan = new Plan(Plan.SCHEMA, 7, "smoke", List.of(), Duration.ZERO, List.of(Cells.taking(1, Duration.ofSeconds(3))),
                List.of(), new Forecast(Duration.ofSeconds(3), Duration.ZERO, 2, 0, 0));
        Order order = new Order(Order.SCHEMA, "r", "test", List.of("qualify"), "bin/qualify", plan, List.of(), Map.of(), 2,
                Set.of(), true, Optional.empty(), false, 1);
        PendingOrder pending = new PendingOrder(home);
        assertThat(pending.read()).isEmpty();
        pending.write(order);
        assertThat(new PendingOrder(home).read()).as("as another process reads it").contains(order);
        pending.remove();
        assertThat(pending.read()).isEmpty();
    }
}
