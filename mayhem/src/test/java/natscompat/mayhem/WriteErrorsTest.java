package natscompat.mayhem;

import static natscompat.mayhem.fake.FakeCell.CALM;
import static natscompat.mayhem.fake.FakeCell.dwell;
import static natscompat.mayhem.fake.FakeCell.on;
import static natscompat.model.history.FaultState.FAILED;
import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.mayhem.fake.FakeCell;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as a write that failed. */
class WriteErrorsTest {
    private final FakeCluster cluster = new FakeCluster(3).stream("s", "n1", "n2", "n0", "n1", "n2");
    private final FakeCell cell = new FakeCell(cluster);

    @TempDir
    Path folder;

    private void carryOut() {
        try (ScheduledFaults faults = new ScheduledFaults(cell.context())) {
            faults.dwell(dwell(30, on("7.1", CALM, "write-errors", 1, 0, 5, true)));
        }
    }

    private Path log() throws IOException {
        Path log = Files.writeString(folder.resolve("nats.log"), "started\n");
        cluster.fake(1).writeLog(log);
        return log;
    }

    @Test
    void a_log_that_lacks_a_line_shows_it() throws IOException {
        Path log = log();
        carryOut();
        assertThat(cell.states("7.1")).as(cell.faults("7.1").toString()).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cell.faults("7.1").get(2).detail())
                .isEqualTo("n1: Max file size 1 unlimited bytes; n1 read its configuration again at load 1 and its log has no line of it");
        assertThat(log).hasContent("started");
    }

    @Test
    void a_limit_that_stops_nobody_from_writing_is_no_fault() throws IOException {
        log();
        cluster.fake(1).beUnlimited();
        carryOut();
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, FAILED, HEALED);
        assertThat(cell.faults("7.1").get(2).detail()).contains("n1 wrote 30 bytes to its log");
    }

    @Test
    void a_server_that_dies_of_it_is_started_again() {
        try (ScheduledFaults faults = new ScheduledFaults(cell.context())) {
            Thread.ofVirtual().start(() -> {
                Waiting.reached("the limit", Duration.ofSeconds(10), Duration.ofMillis(1),
                        () -> cell.states("7.1").contains(OBSERVED));
                cluster.fake(1).die();
            });
            faults.dwell(dwell(300, on("7.1", CALM, "write-errors", 1, 0, 200, true)));
        }
        assertThat(cell.states("7.1")).as(cell.faults("7.1").toString()).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cluster.fake(1).life()).isEqualTo(2);
    }

    @Test
    void where_the_log_is_a_pipe_the_limit_has_to_do() {
        carryOut();
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cluster.fake(1).signals()).doesNotContain(Signal.HUP);
    }
}
