package natscompat.deployer.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunQueueTest {
    @TempDir
    Path task;

    @Test
    void theSecondAndThirdFieldCount() throws IOException {
        Files.writeString(task.resolve("schedstat"), "5 700 3\n");
        assertThat(RunQueue.of(task)).contains(new RunQueue(700, 3));
    }

    @Test
    void aThreadThatCannotBeReadIsUnknownAndNotZero() {
        assertThat(RunQueue.of(task)).isEmpty();
    }

    @Test
    void manyShortWaitsAreNotOneLongOne() {
        RunQueue shared = new RunQueue(600, 60).since(new RunQueue(0, 0));
        RunQueue starved = new RunQueue(600, 1).since(new RunQueue(0, 0));
        assertThat(shared.meanNanos()).isEqualTo(10);
        assertThat(starved.meanNanos()).isEqualTo(600);
    }
}
