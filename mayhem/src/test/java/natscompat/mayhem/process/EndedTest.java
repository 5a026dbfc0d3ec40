package natscompat.mayhem.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fake.FakeServer;
import natscompat.platform.Signal;
import org.junit.jupiter.api.Test;

class EndedTest {
    private final FakeServer server = new FakeCluster(1).fake(0);
    private final Ended ended = new Ended(List.of(server), Signal.TERM);

    /** It would end when the fault is over and nobody starts it any more. */
    @Test
    void a_process_that_ignores_the_signal_is_killed_and_started_again() {
        server.beDeafTo(Signal.TERM);
        ended.inject();
        assertThatThrownBy(ended::observe).hasMessageContaining("still exists");
        ended.heal();
        assertThat(server.signals()).containsExactly(Signal.TERM, Signal.KILL);
        assertThat(ended.observeHealed()).isEqualTo("n0 answers as n0#2; n0 did not end by itself and was killed");
    }

    @Test
    void a_second_heal_leaves_the_new_life_alone() {
        ended.inject();
        ended.heal();
        ended.heal();
        assertThat(server.signals()).containsExactly(Signal.TERM);
        assertThat(server.life()).isEqualTo(2);
    }

    @Test
    void one_that_died_by_itself_is_started_like_those_that_were_told() {
        server.die();
        ended.endThoseThatRun();
        ended.heal();
        assertThat(ended.observeHealed()).isEqualTo("n0 answers as n0#2");
        ended.endThoseThatRun();
        assertThat(server.signals()).isEmpty();
    }
}
