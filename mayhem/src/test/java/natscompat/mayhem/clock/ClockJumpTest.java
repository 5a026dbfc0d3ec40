package natscompat.mayhem.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class ClockJumpTest {
    /** The duplicate window of the workloads is 120 s, and a retry with the same id may come 60 s after the first try. */
    @Test
    void two_leaders_that_are_wrong_in_both_directions_leave_a_retry_inside_the_duplicate_window() {
        assertThat(2 * Collections.max(ClockJump.SECONDS)).isLessThan(120 - 60);
    }
}
