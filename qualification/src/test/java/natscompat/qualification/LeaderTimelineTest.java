package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaderTimelineTest {
    private final LeaderTimeline timeline = new LeaderTimeline(3);

    private void looks(int times) {
        for (int i = 0; i < times; i++) {
            timeline.looked();
        }
    }

    @Test
    void only_changes_are_new() {
        assertThat(timeline.take("stream:a", "n0")).isTrue();
        assertThat(timeline.take("stream:a", "n0")).isFalse();
        assertThat(timeline.take("stream:b", "n0")).isTrue();
        assertThat(timeline.take("stream:a", "")).isTrue();
        assertThat(timeline.take("stream:a", "n0")).isTrue();
    }

    @Test
    void what_is_heard_of_again_and_again_stays_known() {
        timeline.take("meta", "n1");
        for (int i = 0; i < 50; i++) {
            looks(3);
            assertThat(timeline.take("meta", "n1")).as("round " + i).isFalse();
        }
    }

    @Test
    void what_nobody_hears_of_is_forgotten() {
        timeline.take("stream:a", "n0");
        timeline.take("stream:b", "n0");
        looks(2);
        timeline.take("stream:b", "n0");
        looks(2);
        assertThat(timeline.size()).isEqualTo(1);
        assertThat(timeline.take("stream:b", "n0")).isFalse();
        assertThat(timeline.take("stream:a", "n0")).isTrue();
    }
}
