package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StopSignTest {
    private static final LastMoments NONE = new LastMoments(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final StopSign stop = new StopSign();

    @Test
    void whoRaisesItFirstSaysWhy() {
        assertThat(stop.up()).isFalse();
        stop.raise("Ctrl-C");
        stop.raise("SIGTERM", LastMoments.AFTER_SIGTERM);
        assertThat(stop.why()).contains("Ctrl-C");
    }

    @Test
    void whoRaisesItLaterLeavesLessTime() {
        stop.raise("Ctrl-C");
        assertThat(stop.hurries()).isFalse();
        assertThat(stop.stepsAreCut()).isFalse();
        stop.raise("SIGTERM", LastMoments.AFTER_SIGTERM);
        assertThat(stop.hurries()).isTrue();
        stop.raise("now", NONE);
        assertThat(stop.stepsAreCut()).isTrue();
        assertThat(stop.concludes()).isTrue();
    }

    @Test
    void nobodyGivesMoreTimeThanThereWas() {
        stop.raise("now", NONE);
        stop.raise("the budget is over");
        assertThat(stop.stepsAreCut()).isTrue();
        assertThat(stop.concludes()).isTrue();
    }
}
