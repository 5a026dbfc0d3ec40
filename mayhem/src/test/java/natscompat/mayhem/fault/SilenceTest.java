package natscompat.mayhem.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fake.FakeServer;
import natscompat.platform.Signal;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private final FakeServer server = new FakeCluster(1).fake(0);

    @Test
    void a_server_that_is_only_busy_is_not_paused() {
        server.setBusy(true);
        assertThatThrownBy(() -> Silence.await(server, Duration.ofMillis(100)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("n0 is not stopped");
    }

    @Test
    void a_server_that_is_stopped_and_silent_is() {
        server.signal(Signal.STOP);
        assertThat(Silence.await(server)).isEqualTo("n0 is stopped and silent");
    }
}
