package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Cells;
import natscompat.checker.story.Op;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.OperationKind;
import org.junit.jupiter.api.Test;

/** A cluster that does not come up, or is healthy and will not make the assets of the workloads. */
class PreparationTest {
    private static final String CHECK = "available";
    private static final String FOUND = "not-prepared";
    private static final int BEGIN = 100_000;

    /** The cluster has come through its gate; the first phase begins at 100 s. */
    private static Story started(String outcome) {
        Story story = Story.upgrade().forget(Event.PhaseBegan.class).forget(Event.PhaseEnded.class);
        return story.event(new Event.StepEnded(Story.ms(1_000), 1, outcome))
                .event(new Event.PhaseBegan(Story.ms(BEGIN), 0, "phase 0", Cells.upgrade().firstMix().releases(), true, 0))
                .event(new Event.PhaseEnded(Story.ms(BEGIN + 1_000), 0));
    }

    private static Op create(Story story) {
        return story.op(OperationKind.CONSUMER_CREATE, "durable-pull-consumer", "S/c").by("c", "n1");
    }

    private static Story refused() {
        Story story = started("ok");
        create(story).fail("insufficient resources: [10023]").at(2_000, 62_000);
        return story;
    }

    @Test
    void a_consumer_that_nobody_makes_for_a_minute_is_a_finding() {
        assertThat(refused().findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).startsWith(FOUND);
            assertThat(f.confirmed()).isFalse();
            assertThat(f.witness().text()).contains("S/c", "n1", "10023", "60.0 s");
        });
    }

    private static Story apart() {
        return Story.upgrade().forget(Event.PhaseBegan.class).forget(Event.PhaseEnded.class)
                .event(new Event.StepEnded(Story.ms(62_000), 1, "failed: after 20 s: meta: it has no leader"))
                .event(new Event.NotFormed(Story.ms(61_000), 60_000, 5, "after 20 s: meta: it has no leader"));
    }

    @Test
    void servers_that_never_become_a_cluster_are_a_finding() {
        assertThat(apart().findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).startsWith("not-formed");
            assertThat(f.witness().at()).isEqualTo(Story.ms(1_000));
            assertThat(f.witness().phase()).as("the one that was to begin with this cluster").isZero();
            assertThat(f.witness().text()).contains("begun 5 times in 60.0 s", "it has no leader");
        });
    }

    @Test
    void they_are_none_when_one_of_them_stood_still_meanwhile() {
        assertThat(apart().event(new Event.Stall(Story.ms(30_000), "server:n2", 700, "")).findings(CHECK)).isEmpty();
    }

    @Test
    void one_that_nobody_answers_is_a_finding_as_well() {
        Story story = started("ok");
        create(story).info("timeout").at(2_000, 62_000);
        assertThat(story.anomalies(CHECK)).containsExactly(FOUND);
    }

    @Test
    void what_is_made_in_the_end_or_fails_within_the_time_of_an_election_is_none() {
        Story story = started("ok");
        create(story).at(2_000, 50_000);
        create(story).fail("no responders").at(2_000, 31_000);
        assertThat(story.anomalies(CHECK)).isEmpty();
    }

    @Test
    void a_cluster_that_never_came_through_its_gate_owes_nothing() {
        Story story = started("failed: after 60 s: no meta leader");
        create(story).fail("no responders").at(2_000, 62_000);
        assertThat(story.anomalies(CHECK)).isEmpty();
    }

    @Test
    void nor_does_one_with_a_server_out_a_fault_open_or_a_majority_that_may_be_missing() {
        assertThat(refused().event(new Event.ServerOut(Story.ms(5_000), "n2", "kill")).anomalies(CHECK)).isEmpty();
        assertThat(refused().fault(5_000, "1.1", "pause", FaultState.PLANNED, "n2").anomalies(CHECK)).isEmpty();
        assertThat(refused().event(new Event.Liveness(Story.ms(5_000), false, "")).anomalies(CHECK)).isEmpty();
        assertThat(refused().event(new Event.Stall(Story.ms(30_000), "runner", 900, "")).anomalies(CHECK)).isEmpty();
    }

    /** In the load that is the trade of a workload, and judged by its gaps. */
    @Test
    void in_the_load_it_is_not_looked_at() {
        Story story = started("ok");
        create(story).fail("no responders").at(BEGIN + 100, BEGIN + 60_000);
        assertThat(story.anomalies(CHECK)).doesNotContain(FOUND);
    }
}
