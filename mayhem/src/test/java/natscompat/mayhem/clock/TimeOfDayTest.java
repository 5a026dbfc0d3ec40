package natscompat.mayhem.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fake.FakeServer;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class TimeOfDayTest {
    private final FakeServer server = new FakeCluster(1).fake(0);

    @Test
    void a_jump_of_one_second_is_told_from_none_by_answers_that_take_their_time() {
        server.setClock(Duration.ofSeconds(1), Duration.ofMillis(110));
        Duration ahead = Waiting.until("an answer that is not too old", Duration.ofSeconds(20), Duration.ofMillis(1), () -> {
            try {
                return Waiting.Look.there(TimeOfDay.ahead(server));
            } catch (IOException e) {
                return Waiting.Look.notYet(String.valueOf(e.getMessage()));
            }
        });
        assertThat(TimeOfDay.isAhead(ahead, Duration.ofSeconds(1))).as(ahead.toString()).isTrue();
        assertThat(TimeOfDay.isAhead(ahead, Duration.ZERO)).as(ahead.toString()).isFalse();
    }

    @Test
    void an_answer_that_is_old_says_nothing() {
        server.setClock(Duration.ofSeconds(1), Duration.ofMillis(300));
        assertThatThrownBy(() -> TimeOfDay.ahead(server)).isInstanceOf(IOException.class).hasMessageContaining("took");
    }
}
