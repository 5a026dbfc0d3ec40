package natscompat.mayhem.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import natscompat.platform.Server;
import org.junit.jupiter.api.Test;

/** A script is given up later than the last of its beats would give up by itself, on the slowest platform. */
class ScriptLimitsTest {
    private static final Duration EXIT = Duration.ofSeconds(15);

    @Test
    void old_ones_lead_has_time_for_a_pod_that_comes_anew() {
        // 5 s away, 10.5 s until an election is over, 30 s until somebody leads; silence is looked for for 5 s.
        Duration waits = Duration.ofMillis(45_500);
        for (int servers : new int[] {3, 5}) {
            Duration silences = Duration.ofSeconds(5).multipliedBy(servers - 1);
            assertThat(OldOnesLead.longest(servers))
                    .isGreaterThan(waits.plus(silences).plus(EXIT).plus(Server.LONGEST_START));
        }
    }

    @Test
    void long_trouble_has_time_for_a_last_round_that_begins_when_its_time_is_over() {
        Duration open = Duration.ofMinutes(3);
        Duration back = Duration.ofSeconds(30);
        assertThat(LongTrouble.longest(open)).isGreaterThan(open.plus(EXIT).plus(Server.LONGEST_START).plus(back));
    }
}
