package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class ReplacedTest {
    @Test
    void every_route_of_the_target_has_to_go() {
        FakeCluster cluster = new FakeCluster(3);
        cluster.fake(0).routes("n1#1", "n1#2", "n2#3");
        cluster.fake(1).routes("n0#1", "n2#2");
        Replaced replaced = new Replaced(List.of(cluster.fake(0)));
        AtomicReference<String> seen = new AtomicReference<>("");
        Thread looking = Thread.ofVirtual().start(() -> seen.set(replaced.seen()));
        // What a kill of the third server does.
        cluster.fake(0).routes("n1#1", "n1#2", "n2#9");
        cluster.fake(1).routes("n0#1", "n2#9");
        Waiting.pause("looks", Duration.ofMillis(250));
        assertThat(seen).hasValue("");
        cluster.fake(0).routes("n1#7", "n1#8", "n2#9");
        assertThat(Waiting.reached("it to be seen", Duration.ofSeconds(5), Duration.ofMillis(10), () -> !looking.isAlive()))
                .isTrue();
        assertThat(seen.get()).contains("all 3 routes");
    }
}
