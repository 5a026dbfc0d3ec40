package natscompat.workloads.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StoppingTest {
    private final AtomicBoolean flag = new AtomicBoolean();
    private final AtomicLong now = new AtomicLong();
    private final Stopping stopping = new Stopping(flag::get, now::get);

    @Test
    void countsFromTheMomentItIsNoticed() {
        now.set(5_000_000);
        assertThat(stopping.lasting()).isZero();
        flag.set(true);
        assertThat(stopping.now()).isTrue();
        now.addAndGet(7_000_000);

        assertThat(stopping.lasting()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void patienceEndsFiveSecondsAfterTheStop() {
        Patience patience = Patience.until(stopping, now::get);
        assertThat(patience.left(0)).isEqualTo(Duration.ofSeconds(60));
        flag.set(true);
        assertThat(patience.left(0)).isEqualTo(Duration.ofSeconds(5));
        now.addAndGet(Duration.ofSeconds(6).toNanos());

        assertThat(patience.left(0)).isNegative();
    }

    @Test
    void patienceEndsAtHalfOfTheDuplicateWindow() {
        Patience patience = Patience.until(stopping, now::get);
        now.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(patience.attempt(0)).isEqualTo(Duration.ofSeconds(1));
        now.addAndGet(Duration.ofSeconds(2).toNanos());

        assertThat(patience.left(0)).isNegative();
    }

    @Test
    void anAttemptTakesThreeSecondsAtMost() {
        assertThat(Patience.always(now::get).attempt(0)).isEqualTo(Duration.ofSeconds(3));
    }
}
