package natscompat.mayhem.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fake.FakeServer;
import natscompat.mayhem.fault.Answers;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;
import org.junit.jupiter.api.Test;

/** What is not known before a fault cannot be seen to change. */
class LivesTest {
    private final FakeServer server = new FakeCluster(1).fake(0);

    @Test
    void a_server_that_does_not_answer_is_not_aimed_at() {
        server.signal(Signal.STOP);
        assertThatThrownBy(() -> Answers.of(server, "config_load_time", Duration.ofMillis(100)))
                .isInstanceOf(NotPossible.class)
                .hasMessageContaining("no answer from n0");
    }

    @Test
    void a_server_that_answers_a_little_later_is_known_by_that_answer() {
        server.signal(Signal.STOP);
        Thread.ofVirtual().start(() -> {
            Waiting.pause("a busy machine", Duration.ofMillis(200));
            server.signal(Signal.CONT);
        });
        assertThat(Lives.of(List.of(server)).awaitSame()).isEqualTo("answers again: n0");
    }

    @Test
    void one_that_is_to_end_need_not_answer() {
        server.signal(Signal.STOP);
        Lives lives = Lives.ofDying(List.of(server));
        server.signal(Signal.KILL);
        server.start();
        assertThat(lives.awaitNew(List.of(server))).isEqualTo("n0 answers as n0#2");
    }
}
