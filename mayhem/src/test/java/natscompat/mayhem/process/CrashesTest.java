package natscompat.mayhem.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class CrashesTest {
    @Test
    void a_loop_that_goes_on_is_not_healed() {
        FakeCluster cluster = new FakeCluster(1);
        CountDownLatch goOn = new CountDownLatch(1);
        cluster.fake(0).waitAtStart(goOn);
        Crashes crashes = new Crashes(List.of(cluster.fake(0)), Draws.of(1), Duration.ofMillis(50));
        crashes.inject();
        assertThat(Waiting.reached("the kill", Duration.ofSeconds(5), Duration.ofMillis(1),
                () -> !cluster.fake(0).running())).isTrue();
        assertThatThrownBy(crashes::heal).hasMessageContaining("the crash loop goes on");
        goOn.countDown();
        assertThat(Waiting.reached("the heal", Duration.ofSeconds(5), Duration.ofMillis(10), () -> healed(crashes))).isTrue();
        assertThat(cluster.fake(0).running()).isTrue();
    }

    @Test
    void a_first_start_that_fails_is_healed_by_another_life() {
        FakeCluster cluster = new FakeCluster(1);
        cluster.fake(0).failStarts(1);
        Crashes crashes = new Crashes(List.of(cluster.fake(0)), Draws.of(1));
        crashes.inject();
        assertThatThrownBy(crashes::observe).hasMessageContaining("told to fail");
        crashes.heal();
        assertThat(crashes.observeHealed()).contains("answers as n0#2");
    }

    private static boolean healed(Crashes crashes) {
        try {
            crashes.heal();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
