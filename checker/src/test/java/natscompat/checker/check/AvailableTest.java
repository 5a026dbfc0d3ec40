package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Op;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.OperationKind;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import org.junit.jupiter.api.Test;

/** The load goes from 0 to 70 s, in one piece. */
class AvailableTest {
    private static final String CHECK = "available";
    private static final String OTHER = "add-remove-streams";

    /** All workloads write once a second, the first one gets it delivered, but not between these seconds. */
    private static Story silent(int from, int to) {
        Story story = Story.settled();
        for (int s = 0; s <= 70; s++) {
            if (s < from || s > to) {
                story.publish("m" + s).seq(s + 1).at(1000L * s);
                story.deliver("m" + s, s + 1).at(1000L * s);
            }
            story.update("k1", s, "u" + s).seq(s + 1).at(1000L * s);
            story.op(OperationKind.STREAM_CREATE, OTHER, "T" + s).at(1000L * s);
        }
        return story;
    }

    private static Event liveness(long at, boolean demanded) {
        return new Event.Liveness(Story.ms(at), demanded, "a majority was killed");
    }

    @Test
    void writing_all_the_time_is_available() {
        assertThat(silent(100, 100).findings(CHECK)).isEmpty();
    }

    @Test
    void a_short_silence_is_an_election() {
        assertThat(silent(10, 35).findings(CHECK)).isEmpty();
    }

    @Test
    void more_than_30_s_of_silence_is_unavailable_rolls_included() {
        assertThat(silent(10, 45).findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.workload()).isEqualTo("durable-pull-consumer");
            assertThat(f.witness().text()).contains("writing", "37.0 s");
        });
    }

    @Test
    void refused_updates_are_answers() {
        Story story = silent(100, 100);
        Story refusing = Story.settled();
        story.told().operations().stream().filter(op -> !op.workload().equals("kv-cas")).forEach(op -> {
            if (op.kind() == OperationKind.PUBLISH) {
                refusing.publish(op.key()).seq(op.sequence()).at(op.invoked() / 1_000_000);
            } else {
                refusing.op(op.kind(), op.workload(), op.asset()).at(op.invoked() / 1_000_000);
            }
        });
        for (int s = 0; s <= 70; s++) {
            refusing.update("k1", 1, "u" + s).fail("wrong last sequence [10071]").at(1000L * s);
        }
        assertThat(refusing.findings(CHECK)).isEmpty();
    }

    /** seeds.md 8.1: the old burn-in passed when its time ended while an operation was still failing. */
    @Test
    void a_try_that_is_still_failing_when_the_time_ends_counts() {
        Story story = silent(35, 70);
        story.publish("last").info("timeout").at(35_000, 75_000);
        assertThat(story.findings(CHECK)).hasSize(1);
    }

    @Test
    void a_silence_for_which_no_majority_could_talk_is_right_and_so_is_the_minute_after_it() {
        assertThat(silent(10, 60).event(liveness(9_000, false)).event(liveness(12_000, true)).findings(CHECK)).isEmpty();
    }

    @Test
    void after_that_minute_it_is_demanded_again() {
        Story story = silent(5, 200)
                .event(new Event.PhaseBegan(Story.ms(70_000), 3, "more", List.of(Cells.NEW, Cells.NEW, Cells.NEW), true, 10))
                .event(new Event.PhaseEnded(Story.ms(110_000), 3))
                .event(liveness(5_000, false))
                .event(liveness(6_000, true));
        assertThat(story.findings(CHECK)).hasSize(3).allSatisfy(f -> assertThat(f.witness().at()).isGreaterThan(0));
        assertThat(story.findings(CHECK).getFirst().witness().at()).isGreaterThanOrEqualTo(Story.ms(66_000));
    }

    @Test
    void a_consumer_that_acknowledges_but_never_confirms_again_is_unavailable() {
        Story story = silent(100, 100);
        for (int s = 0; s <= 70; s++) {
            story.deliver("m" + s, s + 1).at(1000L * s);
        }
        story.ack("m1", 2).at(1_100);
        story.ack("m2", 3).info("timeout").at(2_100);
        assertThat(story.findings(CHECK)).extracting(f -> f.witness().text())
                .anyMatch(text -> text.contains("acknowledging"));
    }

    @Test
    void a_workload_that_could_not_go_on_is_not_the_servers_fault() {
        Story story = silent(20, 70).event(new Event.WorkloadFailed(Story.ms(20_000), "durable-pull-consumer", "a bug"));
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void a_workload_that_did_nothing_at_all_is_unavailable() {
        assertThat(silent(0, 70).findings(CHECK)).singleElement()
                .satisfies(f -> assertThat(f.witness().text()).contains("doing anything", "70.0 s"));
    }

    @Test
    void it_is_no_finding_when_somebody_stood_still_meanwhile() {
        Story story = silent(10, 45).event(new Event.Stall(Story.ms(20_000), "server:n1", 700, "run queue"));
        assertThat(story.findings(CHECK)).isEmpty();
    }

    /** Everything goes on through n1; through n3 the clients ask once a second and get nothing from 10 s on. */
    private static Story inVainThroughTheThird() {
        Story story = silent(100, 100);
        for (int s = 0; s <= 70; s++) {
            Op publish = story.publish("x" + s).by("c3", "n3").at(1000L * s, 1000L * s + 900);
            if (s < 10) {
                publish.seq(1000 + s);
            } else {
                publish.info("timeout");
            }
            story.op(OperationKind.KV_GET, "kv-cas", "B").by("c3", "n3").key("k1").seq(1).at(1000L * s);
            story.deliver("x" + s, 1000 + s).by("c3", "n3").at(1000L * s);
        }
        return story;
    }

    @Test
    void what_clients_of_other_servers_get_done_does_not_help_those_of_one() {
        assertThat(inVainThroughTheThird().findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).startsWith("not served:");
            assertThat(f.witness().server()).isEqualTo("n3");
            assertThat(f.witness().text()).contains("writing through n3", "60.1 s");
        });
    }

    @Test
    void clients_of_a_server_that_is_out_cannot_be_served_and_have_30_s_when_it_is_back() {
        Story story = inVainThroughTheThird()
                .event(new Event.ServerOut(Story.ms(12_000), "n3", "kill 1.1"))
                .event(new Event.ServerBack(Story.ms(41_000), "n3", "caught up"));
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void nor_can_those_of_a_process_that_does_not_run() {
        Story story = inVainThroughTheThird()
                .event(new Event.ServerEnded(Story.ms(12_000), "n3", Cells.OLD, false, 2, 1, 1, List.of()))
                .event(new Event.ServerStarted(Story.ms(41_000), "n3", 2, Cells.OLD, "", "", "", "", 2, 2));
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void who_asks_nothing_in_one_way_and_is_served_in_another_lacks_nothing() {
        Story story = silent(100, 100);
        for (int s = 0; s <= 70; s++) {
            story.op(OperationKind.KV_GET, "kv-cas", "B").by("c3", "n3").key("k1").seq(1).at(1000L * s);
        }
        story.update("k2", 1, "only").by("c3", "n3").seq(900).at(1_000);
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void a_client_that_gets_nothing_at_all_need_not_even_have_asked() {
        Story story = silent(100, 100);
        story.publish("once").by("c3", "n3").seq(900).at(1_000);
        assertThat(story.findings(CHECK)).singleElement()
                .satisfies(f -> assertThat(f.witness().text()).contains("writing through n3"));
    }

    @Test
    void a_receiver_gets_nothing_while_others_get_a_hundred_messages() {
        Story story = silent(100, 100);
        story.deliver("first", 900).by("c3", "n3").at(1_000);
        for (int s = 0; s <= 70; s++) {
            story.publish("x" + s).by("c3", "n3").seq(1000 + s).at(1000L * s);
        }
        assertThat(story.findings(CHECK)).isEmpty();
        for (int s = 0; s <= 70; s++) {
            story.deliver("x" + s, 1000 + s).at(1000L * s + 500);
        }
        assertThat(story.findings(CHECK)).singleElement()
                .satisfies(f -> assertThat(f.witness().text()).contains("receiving through n3"));
    }

    @Test
    void a_consumer_that_never_delivers_anything_is_unavailable() {
        Story story = Story.settled();
        silent(100, 100).told().operations().stream()
                .filter(op -> op.kind() != OperationKind.DELIVER)
                .forEach(op -> story.op(op.kind(), op.workload(), op.asset()).key(op.key()).seq(op.sequence())
                        .at(op.invoked() / 1_000_000));
        assertThat(story.findings(CHECK)).singleElement()
                .satisfies(f -> assertThat(f.witness().text()).contains("nothing came of receiving for 70.0 s"));
    }

    @Test
    void reads_through_leaders_are_promised_too_whatever_a_replica_still_answers() {
        Story story = silent(100, 100);
        for (int s = 0; s <= 70; s++) {
            story.op(OperationKind.KV_GET, "kv-cas", "B").key("k1").seq(1).at(1000L * s);
            story.leaderGet("k1", 1, "one").info("timeout").at(1000L * s, 1000L * s + 900);
        }
        assertThat(story.findings(CHECK)).singleElement()
                .satisfies(f -> assertThat(f.witness().text()).contains("reading through leaders"));
    }

    @Test
    void a_roll_that_does_not_wait_may_meet_the_next_one() {
        List<Step> steps = new ArrayList<>(Cells.upgrade().steps());
        steps.add(4, new Step.Roll(50, 2, Cells.NEW, StopStyle.SIGTERM, true));
        Story story = silent(10, 60).in(Cells.with(Cells.upgrade(), steps))
                .event(new Event.StepBegan(Story.ms(9_000), 50, "roll"))
                .event(new Event.StepEnded(Story.ms(11_000), 50, "ok"));
        assertThat(story.findings(CHECK)).isEmpty();
        steps.set(4, new Step.Roll(50, 2, Cells.NEW, StopStyle.SIGTERM, false));
        assertThat(story.in(Cells.with(Cells.upgrade(), steps)).findings(CHECK)).hasSize(1);
    }

    @Test
    void a_cold_swap_between_two_phases_parts_them() {
        List<Step> steps = new ArrayList<>(Cells.upgrade().steps());
        steps.add(4, new Step.ColdSwap(50, Cells.upgrade().firstMix()));
        assertThat(silent(10, 45).in(Cells.with(Cells.upgrade(), steps)).findings(CHECK)).isEmpty();
    }
}
