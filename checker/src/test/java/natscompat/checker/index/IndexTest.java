package natscompat.checker.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import org.junit.jupiter.api.Test;

class IndexTest {
    private static Index index(Story story) {
        return story.index();
    }

    private static Span span(long from, long to) {
        return new Span(Story.ms(from), Story.ms(to));
    }

    private static Event started(long at, String release) {
        return new Event.ServerStarted(Story.ms(at), "n1", 0, release, "", "", "", "", 1, 1);
    }

    private static Event leads(long at, String server) {
        return new Event.Leader(Story.ms(at), "stream:S", server, "", "poll");
    }

    private static Event ended(long at, String server) {
        return new Event.ServerEnded(Story.ms(at), server, Cells.OLD, true, 137, 1, 1, List.of());
    }

    private static Event liveness(long at, boolean demanded) {
        return new Event.Liveness(Story.ms(at), demanded, "");
    }

    @Test
    void a_server_runs_the_release_that_it_was_last_started_as() {
        Timeline timeline = index(Story.settled().event(started(5, Cells.OLD)).event(started(500, Cells.NEW))).timeline();
        assertThat(timeline.releaseAt("n1", Story.ms(1))).isEmpty();
        assertThat(timeline.releaseAt("n1", Story.ms(499))).isEqualTo(Cells.OLD);
        assertThat(timeline.releaseAt("n1", Story.ms(500))).isEqualTo(Cells.NEW);
        assertThat(timeline.releaseAt("n9", Story.ms(500))).isEmpty();
    }

    @Test
    void a_span_lies_in_a_phase_only_as_a_whole() {
        Timeline timeline = index(Story.settled()).timeline();
        assertThat(timeline.phaseOf(span(26_000, 44_000))).isEqualTo(1);
        assertThat(timeline.phaseOf(span(19_000, 26_000))).isEqualTo(-1);
        assertThat(timeline.phaseOf(span(21_000, 22_000))).isEqualTo(-1);
        assertThat(timeline.phase(1).orElseThrow().mixed()).isTrue();
        assertThat(timeline.phase(2).orElseThrow().alone()).contains(Cells.NEW);
    }

    @Test
    void an_asset_is_changing_between_the_end_of_its_leader_and_the_news_of_the_next() {
        Leaders leaders = index(Story.settled().event(started(0, Cells.OLD)).event(leads(1_000, "n1"))
                .event(ended(5_000, "n1")).event(leads(9_000, "n2"))).leaders();
        assertThat(leaders.during("stream:S", span(1_000, 3_000))).map(Leaders.Reign::release).contains(Cells.OLD);
        assertThat(leaders.during("stream:S", span(3_000, 5_500))).isEmpty();
        assertThat(leaders.during("stream:S", span(6_000, 7_000))).isEmpty();
        assertThat(leaders.during("stream:S", span(9_000, 10_000))).map(Leaders.Reign::server).contains("n2");
        assertThat(leaders.during("stream:other", span(9_000, 10_000))).isEmpty();
    }

    @Test
    void the_last_second_before_the_news_of_another_leader_counts_for_nobody() {
        Leaders leaders = index(Story.settled().event(leads(1_000, "n1")).event(leads(9_000, "n2"))).leaders();
        assertThat(leaders.during("stream:S", span(7_000, 7_900))).isPresent();
        assertThat(leaders.during("stream:S", span(8_200, 8_300))).isEmpty();
    }

    @Test
    void a_leader_told_twice_reigns_once() {
        Leaders leaders = index(Story.settled().event(leads(1_000, "n1")).event(leads(2_000, "n1"))).leaders();
        assertThat(leaders.of(span(0, 80_000))).hasSize(1);
    }

    @Test
    void everything_is_demanded_from_the_first_phase_to_the_last() {
        Demand demand = index(Story.settled()).demand();
        assertThat(demand.windows()).containsExactly(span(0, 70_000));
        assertThat(demand.share(span(25_000, 45_000))).isEqualTo(1.0);
    }

    @Test
    void nothing_is_demanded_without_a_majority_nor_in_the_minute_after() {
        Demand demand = index(Story.settled().event(liveness(2_000, false)).event(liveness(3_000, true))).demand();
        assertThat(demand.windows()).containsExactly(span(0, 2_000), span(63_000, 70_000));
        assertThat(demand.share(span(25_000, 45_000))).isZero();
        assertThat(demand.at(Story.ms(10_000))).isFalse();
    }

    @Test
    void an_impatient_roll_takes_the_demand_away_until_its_server_is_back_and_for_the_minute_after() {
        List<Step> steps = new ArrayList<>(Cells.upgrade().steps());
        steps.add(4, new Step.Roll(50, 2, Cells.NEW, StopStyle.SIGTERM, true));
        Story story = Story.settled().in(Cells.with(Cells.upgrade(), steps))
                .event(new Event.StepBegan(Story.ms(1_000), 50, "roll"))
                .event(new Event.ServerOut(Story.ms(1_001), "n3", "roll"))
                .event(new Event.StepEnded(Story.ms(2_000), 50, "ok"))
                .event(new Event.ServerBack(Story.ms(4_000), "n3", "caught up"));
        assertThat(index(story).demand().windows()).containsExactly(span(0, 1_000), span(64_000, 70_000));
    }

    /** A roll of n3 from 10 to 20 s after which it never comes back, in one phase of 5 min. */
    private static Story neverBack() {
        List<Step> steps = new ArrayList<>(Cells.upgrade().steps());
        steps.add(4, new Step.Roll(50, 2, Cells.NEW, StopStyle.SIGTERM, true));
        return Story.settled().in(Cells.with(Cells.upgrade(), steps))
                .forget(Event.PhaseBegan.class).forget(Event.PhaseEnded.class)
                .event(new Event.PhaseBegan(Story.ms(0), 0, "p", List.of(Cells.OLD), true, 1))
                .event(new Event.StepBegan(Story.ms(10_000), 50, "roll"))
                .event(new Event.ServerOut(Story.ms(10_001), "n3", "roll"))
                .event(new Event.StepEnded(Story.ms(20_000), 50, "ok"))
                .event(new Event.PhaseEnded(Story.ms(300_000), 0));
    }

    @Test
    void an_impatiently_rolled_server_that_never_comes_back_ends_the_demand_for_as_long_as_a_gate_only() {
        assertThat(index(neverBack()).demand().windows()).containsExactly(span(0, 10_000), span(140_000, 300_000));
    }

    @Test
    void a_fault_that_meets_it_is_no_fault_of_the_server() {
        Story story = neverBack()
                .fault(70_000, "1.1", "pause", FaultState.PLANNED, "n3")
                .fault(90_000, "1.1", "pause", FaultState.HEALED, "n3");
        assertThat(index(story).demand().windows()).containsExactly(span(0, 10_000), span(210_000, 300_000));
    }

    @Test
    void a_server_is_away_while_it_is_out_and_while_it_does_not_run() {
        FaultWindows faults = index(Story.settled()
                .event(new Event.ServerOut(Story.ms(1_000), "n1", "kill"))
                .event(new Event.ServerBack(Story.ms(4_000), "n1", "caught up"))
                .event(ended(6_000, "n1"))
                .event(started(7_000, Cells.OLD))
                .event(ended(8_000, "n2"))).faults();
        assertThat(faults.away("n1")).containsExactly(span(1_000, 4_000), span(6_000, 7_000));
        assertThat(faults.away("n2")).containsExactly(span(8_000, 80_000));
        assertThat(faults.away("n3")).isEmpty();
    }

    @Test
    void what_was_healed_before_the_load_needs_no_minute() {
        Story story = Story.settled().forget(Event.PhaseBegan.class).forget(Event.PhaseEnded.class)
                .event(new Event.PhaseBegan(Story.ms(5_000), 0, "p", List.of(Cells.OLD), true, 1))
                .event(new Event.PhaseEnded(Story.ms(9_000), 0))
                .event(liveness(1_000, false)).event(liveness(2_000, true));
        assertThat(index(story).demand().windows()).containsExactly(span(5_000, 9_000));
    }

    @Test
    void a_majority_that_never_came_back_ends_the_demand() {
        assertThat(index(Story.settled().event(liveness(2_000, false))).demand().windows()).containsExactly(span(0, 2_000));
    }

    @Test
    void a_stall_excuses_what_it_touches_on_either_side_of_its_event() {
        Stalls stalls = index(Story.settled().event(new Event.Stall(Story.ms(10_000), "gc", 600, ""))).stalls();
        assertThat(stalls.excusing(span(9_000, 9_500))).isPresent();
        assertThat(stalls.excusing(span(10_500, 11_000))).isPresent();
        assertThat(stalls.excusing(span(10_700, 11_000))).isEmpty();
        assertThat(stalls.longest(span(9_000, 11_000))).isEqualTo(Story.ms(600));
        assertThat(stalls.share(span(0, 60_000))).isEqualTo(0.01);
    }

    @Test
    void short_waits_of_a_server_add_up_to_no_stall() {
        Stalls busy = index(Story.settled().event(new Event.Stall(Story.ms(10_000), "server:n1", 400, ""))).stalls();
        assertThat(busy.share(span(0, 60_000))).isZero();
        Stalls starved = index(Story.settled().event(new Event.Stall(Story.ms(10_000), "server:n1", 600, ""))).stalls();
        assertThat(starved.share(span(0, 60_000))).isEqualTo(0.01);
    }

    @Test
    void a_fault_that_was_never_healed_is_open_to_the_end() {
        FaultWindows faults = index(Story.settled().fault(1_000, "1.1", "pause", FaultState.SENT, "n2")).faults();
        assertThat(faults.longestHold(span(70_000, 71_000))).isEqualTo(Story.ms(79_000));
        assertThat(faults.open(span(50_000, 50_001))).isTrue();
        assertThat(faults.open(span(0, 500))).isFalse();
    }

    @Test
    void only_a_fault_that_kills_explains_a_killed_server() {
        FaultWindows faults = index(Story.settled()
                .fault(1_000, "1.1", "pause", FaultState.SENT, "n2")
                .fault(1_000, "1.2", "kill", FaultState.SENT, "n1")).faults();
        assertThat(faults.killedAt("n1", Story.ms(50_000))).isTrue();
        assertThat(faults.killedAt("n2", Story.ms(50_000))).isFalse();
        assertThat(faults.killedAt("n3", Story.ms(50_000))).isFalse();
    }

    @Test
    void a_fault_that_was_not_due_was_never_open() {
        FaultWindows faults = index(Story.settled()
                .fault(1_000, "1.1", "pause", FaultState.PLANNED, "n2")
                .fault(1_001, "1.1", "pause", FaultState.NOT_DUE, "n2")).faults();
        assertThat(faults.longestHold(span(0, 70_000))).isZero();
    }

    @Test
    void subjects_of_a_bucket_name_their_keys() {
        assertThat(Streams.keyOf("$KV.B.k1")).isEqualTo("k1");
        assertThat(Streams.keyOf("$KV.B.a.b")).isEqualTo("a.b");
        assertThat(Streams.ofBucket("B")).isEqualTo("KV_B");
        assertThat(Streams.ofConsumer("S/c")).isEqualTo("S");
    }
}
