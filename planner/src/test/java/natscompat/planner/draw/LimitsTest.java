package natscompat.planner.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import natscompat.model.time.Draws;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static List<Long> drawn(int least, int most) {
        return IntStream.range(0, 2000)
                .mapToObj(seed -> Limits.draw(Draws.of(seed), Duration.ofMillis(least), Duration.ofMillis(most)).toMillis())
                .toList();
    }

    @Test
    void half_of_the_times_lie_near_a_limit_of_nats_that_the_range_holds() {
        List<Long> drawn = drawn(300, 30_000);
        assertThat(drawn.stream().filter(millis -> near(millis, 4000) || near(millis, 9000) || near(millis, 10_000)
                || near(millis, 30_000)).count()).isBetween(1000L, 1500L);
        assertThat(drawn).anyMatch(millis -> millis < 3500).allMatch(millis -> millis >= 300 && millis <= 30_000);
        assertThat(drawn).anyMatch(millis -> near(millis, 4000) && millis < 4000).anyMatch(millis -> near(millis, 4000) && millis > 4000);
    }

    @Test
    void a_range_without_a_limit_is_drawn_from_evenly() {
        List<Long> drawn = drawn(100, 1000);
        assertThat(drawn.stream().mapToLong(Long::longValue).average().orElseThrow()).isBetween(500.0, 600.0);
    }

    private static boolean near(long millis, long limit) {
        return Math.abs(millis - limit) <= limit / 10;
    }
}
