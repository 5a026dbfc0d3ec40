package natscompat.workloads.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

final class CrewTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Crew crew = new Crew("crew");

    @Test
    void waitsForEverybody() {
        crew.start("one", () -> Waiting.pause("some work", Duration.ofMillis(30)));
        crew.awaitAll(LIMIT);

        assertThat(crew.working()).isZero();
    }

    @Test
    void throwsWhatBrokeAMember() {
        crew.start("one", () -> {
            throw new IllegalStateException("our bug");
        });

        assertThatThrownBy(() -> crew.awaitAll(LIMIT)).isInstanceOf(FailureException.class)
                .hasMessageContaining("our bug");
        assertThat(crew.broken()).isTrue();
    }

    @Test
    void throwsWhatBrokeACallbackOfALibrary() {
        crew.guard(() -> {
            throw Failure.workload("read", "nothing there", "look");
        });

        assertThatThrownBy(() -> crew.awaitAll(LIMIT)).hasMessageContaining("nothing there");
    }

    @Test
    void saysWhenAMemberDoesNotEnd() {
        CountDownLatch never = new CountDownLatch(1);
        crew.start("one", () -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> crew.awaitAll(Duration.ofMillis(30))).hasMessageContaining("1 of its threads");
        never.countDown();
    }
}
