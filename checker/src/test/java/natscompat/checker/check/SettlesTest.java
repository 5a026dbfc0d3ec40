package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import org.junit.jupiter.api.Test;

class SettlesTest {
    private static final String CHECK = "settles";

    private static Story unsettled() {
        return Story.upgrade().event(new Event.Settled(Story.ms(135_000), false, 60_000, "n3 ends at 17, n1 at 20"));
    }

    @Test
    void coming_to_agree_is_right() {
        assertThat(Story.settled().findings(CHECK)).isEmpty();
    }

    @Test
    void not_coming_to_agree_is_a_finding() {
        assertThat(unsettled().findings(CHECK)).singleElement()
                .satisfies(f -> assertThat(f.witness().text()).contains("60.0 s", "n3 ends at 17"));
    }

    @Test
    void it_is_none_when_somebody_stood_still_meanwhile() {
        assertThat(unsettled().event(new Event.Stall(Story.ms(100_000), "gc", 900, "")).findings(CHECK)).isEmpty();
        assertThat(unsettled().event(new Event.Stall(Story.ms(60_000), "gc", 900, "")).findings(CHECK)).hasSize(1);
    }
}
