package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Mix;
import org.junit.jupiter.api.Test;

/** Which mixes one StatefulSet can show. */
class RolloutTest {
    @Test
    void the_lower_ordinals_are_those_before_the_first_change() {
        assertThat(Rollout.lower(new Mix(List.of("a", "a", "b")))).isEqualTo(2);
        assertThat(Rollout.lower(Mix.all("a", 3))).isEqualTo(3);
    }

    @Test
    void a_release_on_lower_ordinals_and_one_above_fit() {
        Rollout.check(new Mix(List.of("a", "b", "b")));
        Rollout.check(Mix.all("a", 5));
    }

    @Test
    void any_other_mix_is_refused() {
        for (List<String> mix : List.of(List.of("a", "b", "a"), List.of("a", "b", "c"))) {
            assertThatThrownBy(() -> Rollout.check(new Mix(mix)))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("two releases at most");
        }
    }
}
