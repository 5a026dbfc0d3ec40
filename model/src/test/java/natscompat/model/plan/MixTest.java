package natscompat.model.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixTest {
    private static final Mix OLD = Mix.all("v2.12.15", 3);

    @Test
    void aMixIsReadAsPeopleSayIt() {
        assertThat(OLD).hasToString("3 x v2.12.15");
        assertThat(OLD.with(2, "v2.14.5")).hasToString("2 x v2.12.15 + 1 x v2.14.5");
        assertThat(OLD.with(0, "v2.14.5")).as("in the order of the ordinals").hasToString("1 x v2.14.5 + 2 x v2.12.15");
    }

    @Test
    void changingAMixLeavesTheOldOneAlone() {
        Mix next = OLD.with(1, "v2.14.5");
        assertThat(OLD.mixed()).isFalse();
        assertThat(next.mixed()).isTrue();
        assertThat(next.release(1)).isEqualTo("v2.14.5");
        assertThat(next.ordinals("v2.12.15")).isEqualTo(List.of(0, 2));
        assertThat(next.ordinals("v2.9.25")).isEmpty();
        assertThat(next.size()).isEqualTo(3);
    }
}
