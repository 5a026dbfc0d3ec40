package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class ReplacedTest {
    @Test
    void every_route_of_the_target_has_to_go() {
        FakeCluster cluster = new FakeCluster(3);
        cluster.fake(0).setRoutes(Map.of("n1", List.of(1, 2), "n2", List.of(3)));
        cluster.fake(1).setRoutes(Map.of("n0", List.of(1), "n2", List.of(2)));
        Replaced replaced = new Replaced(List.of(cluster.fake(0)));
        AtomicReference<String> seen = new AtomicReference<>("");
        Thread looking = Thread.ofVirtual().start(() -> seen.set(replaced.seen()));
        // What a kill of the third server does.
        cluster.fake(0).setRoutes(Map.of("n1", List.of(1, 2), "n2", List.of(9)));
        cluster.fake(1).setRoutes(Map.of("n0", List.of(1), "n2", List.of(9)));
        Waiting.pause("looks", Duration.ofMillis(250));
        assertThat(seen).hasValue("");
        cluster.fake(0).setRoutes(Map.of("n1", List.of(7, 8), "n2", List.of(9)));
        assertThat(Waiting.reached("it to be seen", Duration.ofSeconds(5), Duration.ofMillis(10), () -> !looking.isAlive()))
                .isTrue();
        assertThat(seen.get()).contains("all 3 routes");
    }
}
