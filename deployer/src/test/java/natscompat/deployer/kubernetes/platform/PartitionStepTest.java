package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import natscompat.model.plan.Mix;
import org.junit.jupiter.api.Test;

/** Which steps go back, and whose pods may be down then. */
class PartitionStepTest {
    @Test
    void a_step_forward_needs_every_pod() {
        assertThat(mayBeDown(step("aaa", "aab", "a"))).isEmpty();
        assertThat(mayBeDown(step("aab", "abb", "a"))).isEmpty();
        assertThat(mayBeDown(step("abb", "bbb", "a"))).isEmpty();
    }

    @Test
    void a_step_back_does_not_need_those_that_were_rolled() {
        assertThat(mayBeDown(step("aab", "aaa", "a"))).containsExactly(2);
        assertThat(mayBeDown(step("abb", "aab", "a"))).containsExactly(1, 2);
        assertThat(mayBeDown(step("abb", "aaa", "a"))).as("a cold swap").containsExactly(1, 2);
    }

    @Test
    void the_last_one_to_be_rolled_can_go_back_as_long_as_it_never_came_up() {
        assertThat(step("bbb", "abb", "a").back()).isTrue();
        assertThat(step("bbb", "abb", "b").back()).as("the update to b is complete").isFalse();
    }

    @Test
    void another_way_down_is_a_step_forward() {
        assertThat(step("bbb", "bba", "b").back()).isFalse();
        assertThat(step("bbb", "bba", "a").back()).as("its update to b is not complete yet").isFalse();
        assertThat(step("aab", "aac", "a").back()).isFalse();
    }

    private static List<Integer> mayBeDown(PartitionStep step) {
        return IntStream.range(0, 3).filter(step::mayBeDown).boxed().toList();
    }

    private static PartitionStep step(String from, String to, String settled) {
        return new PartitionStep(mix(from), mix(to), settled);
    }

    private static Mix mix(String releases) {
        return new Mix(releases.chars().mapToObj(Character::toString).toList());
    }
}
