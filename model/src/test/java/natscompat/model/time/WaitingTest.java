package natscompat.model.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.time.Waiting.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class WaitingTest {
    private static final Duration MILLI = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void theValueEndsTheWait() {
        AtomicInteger looks = new AtomicInteger();
        String value = Waiting.until("the third look", LONG, MILLI,
                () -> looks.incrementAndGet() == 3 ? Look.there("it") : Look.notYet("look " + looks));
        assertThat(value).isEqualTo("it");
        assertThat(looks).hasValue(3);
    }

    @Test
    void aWaitThatIsOverSaysItsNameItsLimitAndWhatItLastSaw() {
        assertThatThrownBy(() -> Waiting.until("server n0 to be healthy", Duration.ofMillis(5), MILLI,
                        () -> Look.notYet("HTTP 503")))
                .isInstanceOfSatisfying(Waiting.TimedOut.class, e -> assertThat(e.lastSeen()).isEqualTo("HTTP 503"))
                .hasMessageContainingAll("server n0 to be healthy", "5 ms", "HTTP 503");
    }

    @Test
    void theLimitHoldsHoweverLongThePoll() {
        long began = System.nanoTime();
        assertThat(Waiting.reached("never", Duration.ofMillis(20), LONG, () -> false)).isFalse();
        assertThatThrownBy(() -> Waiting.until("never", Duration.ofMillis(20), LONG, () -> Look.notYet("nothing")))
                .isInstanceOf(Waiting.TimedOut.class);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatIsThereAtOnceNeedsNoTime() {
        assertThat(Waiting.<String>until("at once", Duration.ZERO, LONG, () -> Look.there("it"))).isEqualTo("it");
        assertThat(Waiting.reached("at once", Duration.ZERO, LONG, () -> true)).isTrue();
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() throws InterruptedException {
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                Waiting.pause("for ever", LONG);
            } catch (Waiting.Interrupted e) {
                seen.set(e.getMessage() + ", interrupted: " + Thread.currentThread().isInterrupted());
            }
        });
        waiting.interrupt();
        waiting.join();
        assertThat(seen).hasValue("interrupted while waiting for for ever, interrupted: true");
    }

    @Test
    void whatIsOwedIsWaitedForInSpiteOfInterrupts() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        AtomicReference<String> seen = new AtomicReference<>("nothing");
        Thread owing = Thread.ofVirtual().unstarted(() -> {
            Thread.currentThread().interrupt();
            String value = Waiting.untilDespiteInterrupts("the third look", LONG, MILLI, () -> {
                Thread.currentThread().interrupt();
                return looks.incrementAndGet() == 3 ? Look.there("it") : Look.notYet("look " + looks);
            });
            seen.set(value + ", interrupted: " + Thread.currentThread().isInterrupted());
        });
        owing.start();
        owing.join();
        assertThat(seen).hasValue("it, interrupted: true");
    }

    @Test
    void whatIsOwedHasALimitToo() {
        assertThatThrownBy(() -> Waiting.untilDespiteInterrupts("never", Duration.ofMillis(20), MILLI, () -> {
                    Thread.currentThread().interrupt();
                    return Look.notYet("nothing");
                }))
                .isInstanceOfSatisfying(Waiting.TimedOut.class, e -> assertThat(e.lastSeen()).isEqualTo("nothing"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aNegativeTimeHasPassed() {
        Waiting.pause("nothing", Duration.ofSeconds(-1));
    }
}
