package natscompat.mayhem.group;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.failure.Failure;
import org.junit.jupiter.api.Test;

class StepDownTest {
    /** A leader that another fault cut off or paused loses its lead without stepping down. */
    @Test
    void another_leader_is_no_step_down_where_nobody_answered_the_request() {
        StepDown stepDown = new StepDown("stream s", new FakeCluster(3).fake(0), () -> {
            throw Failure.deploy("reach a server", "none of them answers", "Ask the test.");
        }, "$JS.API.STREAM.LEADER.STEPDOWN.s", () -> Optional.of("n1"));
        stepDown.inject();
        assertThatThrownBy(stepDown::observe).isInstanceOf(NotPossible.class)
                .hasMessageContaining("nobody answered that n0 stepped down");
    }
}
