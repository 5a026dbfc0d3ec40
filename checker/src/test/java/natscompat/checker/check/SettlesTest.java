package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import org.junit.jupiter.api.Test;

class SettlesTest {
    private static final String CHECK = "settles";

    private static Story unsettled() {
        return Story.upgrade().event(new Event.Settled(Story.ms(135_000), false, 60_000, "n3 ends at 17, n1 at 20"));
    }

    private static final int SETTLE = 9;

    private static Story ended(Story story, int step, String text, long from, long to, String outcome) {
        return story.event(new Event.StepBegan(Story.ms(from), step, text))
                .event(new Event.StepEnded(Story.ms(to), step, outcome));
    }

    private static Story rolled(long from, long to, String outcome) {
        List<Step> steps = new ArrayList<>(Cells.upgrade().steps());
        steps.add(8, new Step.Roll(99, 2, Cells.NEW, StopStyle.SIGTERM, false));
        return ended(Story.upgrade().in(Cells.with(Cells.upgrade(), steps)), 99, "roll server 2", from, to, outcome);
    }

    @Test
    void a_server_that_is_not_back_when_a_roll_is_to_begin_with_the_leader_counts_as_before_any_other_roll() {
        List<Step> steps = new ArrayList<>(Cells.upgrade().steps());
        steps.add(8, new Step.BeginRoll(99, List.of(2, 1, 0)));
        Story story = ended(Story.upgrade().in(Cells.with(Cells.upgrade(), steps)), 99, "begin a roll", 71_000, 135_000,
                "failed: after 60 s: n3 still out after a fault");
        assertThat(shut(story)).contains("n3 still out after a fault");
    }

    private static String shut(Story story) {
        return story.findings(CHECK).stream().map(f -> f.witness().text()).collect(Collectors.joining("; "));
    }

    /** healthz 503, a meta peer offline, a consumer nobody leads: streams may agree all the same. */
    @Test
    void a_gate_that_stays_shut_is_a_finding_though_all_streams_agree() {
        Story story = ended(Story.settled(), SETTLE, "settle", 71_000, 140_000, "failed: after 60 s: meta: n3 is offline");
        assertThat(story.findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).startsWith("gate-shut");
            assertThat(f.witness().text()).contains("settle", "after 60 s: meta: n3 is offline");
        });
        assertThat(shut(ended(Story.settled(), SETTLE, "settle", 71_000, 75_000, "ok"))).isEmpty();
    }

    @Test
    void a_stall_while_the_gate_was_waited_for_excuses_it() {
        Story story = ended(Story.settled(), SETTLE, "settle", 71_000, 180_000, "failed: after 60 s: n3 is not current");
        assertThat(story.event(new Event.Stall(Story.ms(75_000), "gc", 900, "")).findings(CHECK)).isEmpty();
    }

    /** It is asked under load first, then the load ends, then it is asked at rest: that minute is what counts. */
    @Test
    void of_settling_only_the_minute_at_rest_counts() {
        Story story = ended(Story.upgrade(), SETTLE, "settle", 71_000, 270_000, "failed: after 60 s: n3 is not current")
                .event(new Event.Settled(Story.ms(262_000), true, 2_000, ""));
        story.event(new Event.Stall(Story.ms(100_000), "gc", 900, ""));
        assertThat(story.findings(CHECK)).singleElement()
                .satisfies(f -> assertThat(f.witness().at()).isEqualTo(Story.ms(200_000)));
        assertThat(story.event(new Event.Stall(Story.ms(230_000), "gc", 900, "")).findings(CHECK)).isEmpty();
    }

    @Test
    void what_a_fault_of_ours_still_holds_down_need_not_settle() {
        Story gate = ended(unsettled(), SETTLE, "settle", 71_000, 140_000, "failed: after 60 s: n3 is not current");
        assertThat(gate.findings(CHECK)).hasSize(2);
        gate.fault(60_000, "6.1", "partition", FaultState.PLANNED, "n3")
                .fault(60_001, "6.1", "partition", FaultState.OBSERVED, "n3")
                .fault(65_000, "6.1", "partition", FaultState.FAILED, "n3");
        assertThat(gate.findings(CHECK)).isEmpty();
        assertThat(gate.fault(70_000, "6.1", "partition", FaultState.HEALED, "n3").findings(CHECK)).hasSize(2);
    }

    @Test
    void a_fault_that_never_came_excuses_nothing() {
        assertThat(unsettled().fault(60_000, "6.1", "kill", FaultState.FAILED, "n3").findings(CHECK)).hasSize(1);
    }

    @Test
    void a_gate_after_a_roll_that_stays_shut_is_a_finding_and_settling_needs_no_minute_more() {
        Story story = rolled(71_000, 135_000, "failed: after 60 s: n3 is 148 behind");
        assertThat(shut(story)).contains("roll server 2", "n3 is 148 behind");
        ended(story, SETTLE, "settle", 135_000, 150_000, "failed: after 10 s: n3 is 180 behind");
        assertThat(story.findings(CHECK)).singleElement().satisfies(f -> assertThat(f.summary()).contains("2 times"));
    }

    @Test
    void a_gate_after_a_roll_is_none_while_a_fault_is_open_or_no_majority_is_to_be_expected() {
        String shut = "failed: after 60 s: n3 is 148 behind";
        assertThat(shut(rolled(71_000, 135_000, shut).fault(70_000, "1.1", "pause", FaultState.SENT, "n2"))).isEmpty();
        assertThat(shut(rolled(71_000, 135_000, shut).event(new Event.Liveness(Story.ms(60_000), false, "")))).isEmpty();
        assertThat(shut(rolled(71_000, 135_000, shut).event(new Event.Liveness(Story.ms(60_000), false, ""))
                .event(new Event.Liveness(Story.ms(65_000), true, "")))).isNotEmpty();
    }

    /** Nobody waited: what is told is the roll that failed (the cell is vacuous) or the server that ended. */
    @Test
    void a_roll_that_failed_at_once_shows_nothing_of_catching_up() {
        Story story = rolled(71_000, 73_000, "failed: it ended with status 1 before it answered");
        assertThat(shut(ended(story, SETTLE, "settle", 74_000, 140_000, "failed: after 60 s: n3: no answer"))).isEmpty();
    }

    /** The step waits first for servers that faults took away; the minute of the gate begins with the roll. */
    @Test
    void a_roll_that_failed_at_once_after_a_long_wait_for_others_shows_nothing_either() {
        Event.ServerOut begins = new Event.ServerOut(Story.ms(125_000), "n3", "roll to v2.14.5");
        Story story = rolled(71_000, 135_000, "failed: it ended with status 1 before it answered").event(begins);
        assertThat(shut(story)).isEmpty();
        assertThat(shut(ended(story, SETTLE, "settle", 136_000, 200_000, "failed: after 60 s: n3: no answer"))).isEmpty();
        Event.ServerOut earlier = new Event.ServerOut(Story.ms(74_000), "n3", "roll to v2.14.5");
        assertThat(shut(rolled(71_000, 135_000, "failed: after 60 s: n3 is 148 behind").event(earlier))).isNotEmpty();
    }

    @Test
    void who_is_not_back_from_a_fault_a_minute_after_it_should_be_keeps_the_gate_shut() {
        Event.ServerOut killed = new Event.ServerOut(Story.ms(100_000), "n2", "kill 6.1");
        assertThat(shut(rolled(71_000, 132_000, "failed: after 60 s: n2 still out after a fault").event(killed))).isNotEmpty();
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
