package natscompat.mayhem.fault;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fake.FakeServer;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final FakeServer server = new FakeCluster(1).fake(0);

    @Test
    void a_server_that_answers_has_not_started_before_clients_can_connect() {
        server.setStarting(true);
        assertThat(Answers.of(server, "server_id")).isEqualTo("n0#1");
        assertThat(Answers.started(server)).isFalse();
        server.setStarting(false);
        assertThat(Answers.started(server)).isTrue();
    }

    @Test
    void one_that_is_gone_has_not_started() {
        server.die();
        assertThat(Answers.started(server)).isFalse();
    }
}
