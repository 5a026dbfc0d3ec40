package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.OperationKind;
import org.junit.jupiter.api.Test;

class NotRedeliveredAfterAckTest {
    private static final String CHECK = "not-redelivered-after-ack";

    /** Delivered and acknowledged at once, and delivered again after so many milliseconds. */
    private static Story again(long after) {
        Story story = Story.settled();
        story.deliver("a", 1).at(100);
        story.ack("a", 1).at(110, 120);
        story.deliver("a", 1).count(2).by("c2", "n2").at(120 + after, 120 + after);
        return story;
    }

    @Test
    void a_delivery_long_after_the_confirmation_is_a_redelivery() {
        assertThat(again(8000).findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).startsWith("redelivered:");
            assertThat(f.witness().phase()).isZero();
            assertThat(f.witness().text()).contains("sequence 1", "delivery 2", "8.0 s");
        });
    }

    @Test
    void a_first_delivery_after_the_confirmation_counts_as_well() {
        Story story = Story.settled();
        story.ack("a", 1).at(110, 120);
        story.deliver("a", 1).at(9000);
        assertThat(story.findings(CHECK)).hasSize(1);
    }

    @Test
    void what_was_on_its_way_does_not_count() {
        assertThat(again(1900).findings(CHECK)).isEmpty();
    }

    @Test
    void without_a_confirmation_it_may_come_again() {
        Story story = Story.settled();
        story.ack("a", 1).info("timeout").at(110, 1600);
        story.deliver("a", 1).count(2).at(9000);
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void a_pause_on_its_path_is_allowed_for() {
        Story story = again(8000)
                .fault(200, "6.1", "pause", FaultState.SENT, "n2")
                .fault(7000, "6.1", "pause", FaultState.HEALED, "n2");
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void a_kill_is_no_pause() {
        Story story = again(8000)
                .fault(200, "6.1", "kill", FaultState.SENT, "n3")
                .fault(7000, "6.1", "kill", FaultState.HEALED, "n3");
        assertThat(story.findings(CHECK)).hasSize(1);
    }

    @Test
    void what_waited_in_a_client_whose_server_was_out_is_allowed_for() {
        Story story = again(8000)
                .event(new Event.ServerOut(Story.ms(200), "n2", "kill"))
                .event(new Event.ServerBack(Story.ms(8200), "n2", "current"));
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void it_is_no_finding_when_somebody_stood_still_meanwhile() {
        assertThat(again(8000).event(new Event.Stall(Story.ms(4000), "runner", 600, "")).findings(CHECK)).isEmpty();
        assertThat(again(8000).event(new Event.Stall(Story.ms(4000), "runner", 400, "")).findings(CHECK)).hasSize(1);
    }

    @Test
    void another_consumer_has_its_own_acknowledgements() {
        Story story = Story.settled();
        story.ack("a", 1).at(110, 120);
        story.op(OperationKind.DELIVER, "queue-group-consumer", "S/other").seq(1).at(9000);
        assertThat(story.findings(CHECK)).isEmpty();
    }
}
