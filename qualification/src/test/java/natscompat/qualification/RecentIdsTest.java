package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final AtomicLong time = new AtomicLong(-5);
    private final RecentIds ids = new RecentIds(KEPT, time::get);

    private void later(Duration passed) {
        time.addAndGet(passed.toNanos());
    }

    @Test
    void what_comes_again_within_its_while_is_known() {
        assertThat(ids.add("a")).isTrue();
        assertThat(ids.add("a")).isFalse();
        later(KEPT.minusNanos(1));
        assertThat(ids.add("b")).isTrue();
        assertThat(ids.add("a")).isFalse();
        later(KEPT.minusNanos(1));
        assertThat(ids.add("b")).isFalse();
    }

    @Test
    void what_is_older_than_two_of_them_is_forgotten() {
        ids.add("a");
        later(KEPT);
        ids.add("b");
        later(KEPT);
        assertThat(ids.add("c")).isTrue();
        assertThat(ids.size()).isEqualTo(2);
        assertThat(ids.add("a")).isTrue();
    }

    @Test
    void nothing_is_kept_over_a_long_silence() {
        ids.add("a");
        later(KEPT.multipliedBy(2));
        assertThat(ids.add("a")).isTrue();
        assertThat(ids.size()).isEqualTo(1);
    }

    @Test
    void it_holds_no_more_than_two_whiles_bring() {
        for (int i = 0; i < 100_000; i++) {
            later(Duration.ofMillis(10));
            assertThat(ids.add("id-" + i)).isTrue();
        }
        assertThat(ids.size()).isBetween(3000, 6000);
    }
}
