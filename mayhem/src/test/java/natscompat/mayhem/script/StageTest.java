package natscompat.mayhem.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageTest {
    private static final Duration SHORT = Duration.ofMillis(120);

    @Test
    void a_beat_waits_for_what_it_wants_to_see() {
        int[] looks = new int[1];
        assertThat(new Stage(() -> false).await("leader", Duration.ofSeconds(5),
                () -> ++looks[0] > 2 ? Optional.of("n1") : Optional.empty())).isEqualTo("n1");
    }

    @Test
    void what_never_shows_fails_the_script() {
        assertThatThrownBy(() -> new Stage(() -> false).await("leader of n1", SHORT, Optional::empty))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no leader of n1");
    }

    @Test
    void a_script_that_is_to_heal_does_not_wait_on() {
        assertThatThrownBy(() -> new Stage(() -> true).await("leader", Duration.ofMinutes(1), Optional::empty))
                .isInstanceOf(Stage.Ending.class);
    }
}
