package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Cells;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import org.junit.jupiter.api.Test;

class CleanLogTest {
    private static final String CHECK = "clean-log";

    private static Event alarm(long at, String pattern) {
        return new Event.LogAlarm(Story.ms(at), "n2", Cells.OLD, pattern, "[ERR] ... " + pattern + " ...");
    }

    @Test
    void an_alarm_is_a_finding_named_after_its_pattern() {
        Story story = Story.settled()
                .event(alarm(30_000, "last sequence mismatch"))
                .event(alarm(31_000, "last sequence mismatch"))
                .event(alarm(32_000, "panic"));
        assertThat(story.findings(CHECK)).hasSize(2).first().satisfies(f -> {
            assertThat(f.count()).isEqualTo(2);
            assertThat(f.summary()).contains("last sequence mismatch");
            assertThat(f.witness().at()).isEqualTo(Story.ms(30_000));
        });
    }

    @Test
    void a_log_without_alarms_is_clean() {
        assertThat(Story.settled().findings(CHECK)).isEmpty();
    }

    @Test
    void a_lost_quorum_in_calm_times_is_a_finding() {
        assertThat(Story.settled().event(alarm(30_000, "has NO quorum, stalled")).findings(CHECK)).hasSize(1);
    }

    /** Its leader and itself are no quorum of five, so a healthy follower writes it whenever the leader changes. */
    @Test
    void a_lost_quorum_of_a_group_of_five_says_nothing() {
        Event line = alarm(30_000, "has NO quorum, stalled");
        assertThat(Story.settled().in(Cells.on(Cells.upgrade(), 5, 5)).event(line).findings(CHECK)).isEmpty();
        assertThat(Story.settled().in(Cells.on(Cells.upgrade(), 5, 3)).event(line).findings(CHECK)).hasSize(1);
        Story scaled = Story.settled().in(Cells.on(Cells.upgrade(), 5, 3)).event(line)
                .fault(10_000, "1.1", "scale-stream", FaultState.SENT, "n1");
        assertThat(scaled.findings(CHECK)).isEmpty();
        Story panic = Story.settled().in(Cells.on(Cells.upgrade(), 5, 5)).event(alarm(30_000, "panic"));
        assertThat(panic.findings(CHECK)).hasSize(1);
    }

    @Test
    void a_lost_quorum_while_a_server_is_out_or_the_cluster_stops_is_none() {
        Story out = Story.settled()
                .event(new Event.ServerOut(Story.ms(20_000), "n1", "roll"))
                .event(new Event.ServerBack(Story.ms(25_000), "n1", "current"))
                .event(alarm(30_000, "has NO quorum, stalled"));
        assertThat(out.findings(CHECK)).isEmpty();
        assertThat(Story.settled().event(alarm(90_000, "has NO quorum, stalled")).findings(CHECK)).isEmpty();
    }

    @Test
    void a_server_whose_store_was_harmed_may_say_so_until_it_is_back() {
        Story story = Story.settled().harming("disk-full")
                .fault(28_000, "1.1", "disk-full", FaultState.PLANNED, "n2")
                .event(new Event.ServerOut(Story.ms(28_000), "n2", "disk-full 1.1"))
                .fault(29_000, "1.1", "disk-full", FaultState.HEALED, "n2")
                .event(new Event.ServerBack(Story.ms(31_000), "n2", "caught up"));
        assertThat(story.event(alarm(30_000, "write error")).findings(CHECK)).isEmpty();
        assertThat(story.event(alarm(32_000, "write error")).findings(CHECK)).hasSize(1);
        assertThat(story.event(alarm(30_500, "panic")).findings(CHECK)).as("and may not panic").hasSize(2);
    }

    @Test
    void a_panic_is_a_finding_at_any_time() {
        Story story = Story.settled()
                .event(new Event.ServerOut(Story.ms(20_000), "n1", "roll"))
                .event(alarm(21_000, "panic"));
        assertThat(story.findings(CHECK)).hasSize(1);
    }
}
