package natscompat.workloads.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long MILLI = 1_000_000;

    private final AtomicLong now = new AtomicLong(77);

    private long dueWithin(Pace pace, long span) {
        long count = 0;
        long end = now.get() + span;
        while (now.get() + pace.untilDue() <= end) {
            now.addAndGet(Math.max(0, pace.untilDue()));
            pace.taken();
            count++;
        }
        return count;
    }

    @Test
    void keepsItsRate() {
        assertThat(dueWithin(new Pace(20, 0.5, now::get), 10_000 * MILLI)).isEqualTo(200);
    }

    @Test
    void makesUpForALateTurn() {
        Pace pace = new Pace(10, 0, now::get);
        pace.taken();
        now.addAndGet(150 * MILLI);
        pace.taken();

        assertThat(pace.untilDue()).isEqualTo(50 * MILLI);
    }

    @Test
    void doesNotBurstAfterAStall() {
        Pace pace = new Pace(10, 0, now::get);
        pace.taken();
        now.addAndGet(10_000 * MILLI);

        assertThat(dueWithin(pace, 0)).isEqualTo(2);
    }

    @Test
    void stopsWithoutATurn() {
        assertThat(new Pace(0.001, 1, now::get).awaitTurn(() -> true)).isFalse();
    }
}
