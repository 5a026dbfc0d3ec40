package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import natscompat.model.time.Draws;
import natscompat.platform.link.Links.Change;
import org.junit.jupiter.api.Test;

class HealOfCutTest {
    private static final long SEEDS = 100;

    /** How many of the seeds heal by a reset after so long a cut. */
    private static long resets(Duration cut) {
        AtomicLong now = new AtomicLong(5);
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> {
                    HealOfCut heal = new HealOfCut(Draws.of(seed), now::get);
                    now.addAndGet(Duration.ofMinutes(1).toNanos());
                    heal.begins();
                    now.addAndGet(cut.toNanos());
                    return heal.now();
                })
                .filter(change -> change == Change.RESET)
                .count();
    }

    @Test
    void about_every_second_short_cut_lets_through_what_it_held() {
        assertThat(resets(Duration.ofSeconds(10))).isBetween(SEEDS / 3, SEEDS * 2 / 3);
    }

    @Test
    void a_longer_one_always_resets_its_connections() {
        assertThat(resets(Duration.ofSeconds(10).plusNanos(1))).isEqualTo(SEEDS);
    }
}
