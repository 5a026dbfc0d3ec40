package natscompat.workloads.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import natscompat.model.time.Draws;

final class OutstandingTest {
    private final Outstanding outstanding = new Outstanding();

    @Test
    void isFinishedWhateverIsLearntFirst() {
        List<Consumer<String>> parts = List.of(outstanding::published, outstanding::delivered, outstanding::confirmed);
        for (int seed = 0; seed < 20; seed++) {
            String id = "m" + seed;
            for (Consumer<String> part : Draws.of(seed).shuffled(parts)) {
                part.accept(id);
            }
            assertThat(outstanding.contains(id)).as("seed " + seed).isFalse();
        }
        assertThat(outstanding.count()).isZero();
    }

    @Test
    void waitsForWhatWasPublishedForCertain() {
        outstanding.published("a");
        outstanding.published("b");
        outstanding.delivered("b");
        outstanding.delivered("of unknown end");

        assertThat(outstanding.count()).isEqualTo(2);
        assertThat(outstanding.undelivered()).isEqualTo(1);
        assertThat(outstanding.contains("b")).isTrue();
    }
}
