package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import natscompat.checker.story.Story;
import natscompat.model.catalog.Damage;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import org.junit.jupiter.api.Test;

/** Answers of a server that led no more and did not know it yet, as seen after partitions (docs/adr/0022). */
class DeposedAnswersTest {
    private static final long CUT = 10_000;
    private static final long HEALED = 20_000;
    private static final long JUST_AFTER = 21_000;
    private static final long LATER = 40_000;

    private static Story apart(Story story, String fault, String asset, String nextLeader) {
        return story.event(new Event.Leader(Story.ms(0), asset, "n1", "", "poll"))
                .fault(CUT, "1.1", fault, FaultState.SENT, "n1")
                .event(new Event.Leader(Story.ms(16_000), asset, nextLeader, "", "advisory"))
                .fault(HEALED, "1.1", fault, FaultState.HEALED, "n1");
    }

    private static Set<String> refusedAndStored(String fault, String nextLeader, long at, String error) {
        Story story = apart(Story.settled(), fault, "stream:KV_B", nextLeader);
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").fail(error).at(at);
        return story.readBucket("1:k1:one", "2:k1:two").anomalies("kv-history");
    }

    @Test
    void a_refusal_right_after_the_heal_may_be_that_of_a_deposed_leader() {
        assertThat(refusedAndStored("pause", "n2", JUST_AFTER, "wrong last sequence [10164]")).isEmpty();
    }

    @Test
    void one_long_after_the_heal_is_not() {
        assertThat(refusedAndStored("pause", "n2", LATER, "wrong last sequence [10164]")).containsExactly("aborted read!");
        assertThat(refusedAndStored("pause", "n2", HEALED + 5_500, "wrong last sequence [10164]"))
                .containsExactly("aborted read!");
    }

    @Test
    void a_leader_that_we_move_after_the_heal_was_not_deposed_by_it() {
        Story story = Story.settled()
                .event(new Event.Leader(Story.ms(0), "stream:KV_B", "n1", "", "poll"))
                .fault(CUT, "1.1", "pause", FaultState.SENT, "n1")
                .fault(HEALED, "1.1", "pause", FaultState.HEALED, "n1")
                .event(new Event.Leader(Story.ms(HEALED + 4_500), "stream:KV_B", "n2", "", "poll"));
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").fail("wrong last sequence [10164]").at(JUST_AFTER);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").anomalies("kv-history")).containsExactly("aborted read!");
    }

    @Test
    void who_is_frozen_answers_nothing_before_he_goes_on() {
        assertThat(refusedAndStored("pause", "n2", 17_000, "wrong last sequence [10164]")).containsExactly("aborted read!");
    }

    @Test
    void who_is_cut_off_for_long_has_lost_his_majority() {
        assertThat(refusedInALongCut(25_000)).isEmpty();
        assertThat(refusedInALongCut(40_000)).containsExactly("aborted read!");
        assertThat(refusedInALongCut(61_000)).isEmpty();
    }

    private static Set<String> refusedInALongCut(long at) {
        Story story = Story.settled().link("isolate", Damage.OUT)
                .event(new Event.Leader(Story.ms(0), "stream:KV_B", "n1", "", "poll"))
                .fault(CUT, "1.1", "isolate", FaultState.SENT, "n1")
                .event(new Event.Leader(Story.ms(16_000), "stream:KV_B", "n2", "", "advisory"))
                .fault(60_000, "1.1", "isolate", FaultState.HEALED, "n1");
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").fail("wrong last sequence [10164]").at(at);
        return story.readBucket("1:k1:one", "2:k1:two").anomalies("kv-history");
    }

    @Test
    void a_fault_that_never_healed_deposes_to_the_end() {
        Story story = Story.settled()
                .event(new Event.Leader(Story.ms(0), "stream:KV_B", "n1", "", "poll"))
                .fault(CUT, "1.1", "pause-all", FaultState.SENT, "n1")
                .event(new Event.Leader(Story.ms(16_000), "stream:KV_B", "n2", "", "advisory"));
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").fail("wrong last sequence [10164]").at(LATER);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").anomalies("kv-history")).isEmpty();
    }

    @Test
    void where_nobody_else_led_nobody_was_deposed() {
        assertThat(refusedAndStored("pause", "n1", JUST_AFTER, "wrong last sequence [10164]")).containsExactly("aborted read!");
    }

    @Test
    void a_fault_that_parts_nobody_deposes_nobody() {
        assertThat(refusedAndStored("kill", "n2", JUST_AFTER, "wrong last sequence [10164]")).containsExactly("aborted read!");
    }

    @Test
    void what_was_never_sent_did_nothing_whoever_leads() {
        assertThat(refusedAndStored("pause", "n2", JUST_AFTER, "Connection is Closed")).containsExactly("aborted read!");
    }

    @Test
    void a_cut_counts_and_a_slow_link_does_not() {
        assertThat(linked(Damage.OUT).anomalies("kv-history")).isEmpty();
        assertThat(linked(Damage.NONE).anomalies("kv-history")).containsExactly("aborted read!");
    }

    private static Story linked(Damage damage) {
        Story story = apart(Story.settled().link("cut", damage), "cut", "stream:KV_B", "n2");
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").fail("wrong last sequence [10071]").at(JUST_AFTER);
        return story.readBucket("1:k1:one", "2:k1:two");
    }

    @Test
    void a_refusal_by_a_deposed_leader_says_nothing_about_the_revision() {
        assertThat(refusedRevision(JUST_AFTER)).isEmpty();
        assertThat(refusedRevision(LATER)).containsExactly("refused");
    }

    private static Set<String> refusedRevision(long at) {
        Story story = apart(Story.settled(), "pause", "stream:KV_B", "n2");
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").fail("wrong last sequence: 0 [10071]").at(at);
        return story.readBucket("1:k1:one").anomalies("compare-and-set");
    }

    @Test
    void a_stream_whose_deletion_a_deposed_leader_refused_may_be_gone() {
        assertThat(refusedDeletion(JUST_AFTER)).isEmpty();
        assertThat(refusedDeletion(LATER)).containsExactly("vanished!");
    }

    private static Set<String> refusedDeletion(long at) {
        Story story = apart(Story.settled(), "pause", "meta", "n2");
        story.op(OperationKind.STREAM_CREATE, "add-remove-streams", "T").at(100);
        story.op(OperationKind.STREAM_DELETE, "add-remove-streams", "T").fail("stream not found (10059)").at(at);
        story.op(OperationKind.FINAL_EXISTS, "add-remove-streams", "T").note("missing").at(81_000);
        return story.anomalies("assets-exist");
    }

    @Test
    void a_stream_that_only_a_deposed_leader_called_gone_may_be_there() {
        assertThat(deletionThatSomebodyCalledDone(JUST_AFTER, Outcome.INFO, Outcome.OK)).isEmpty();
        assertThat(deletionThatSomebodyCalledDone(LATER, Outcome.INFO, Outcome.OK)).containsExactly("revived!");
        assertThat(deletionThatSomebodyCalledDone(JUST_AFTER, Outcome.OK)).containsExactly("revived!");
    }

    @Test
    void a_stream_that_only_a_leader_without_majority_called_gone_may_be_there_whatever_the_fault() {
        assertThat(deletionThatSomebodyCalledDone("kill", 14_000, Outcome.INFO, Outcome.OK)).isEmpty();
        assertThat(deletionThatSomebodyCalledDone("kill", LATER, Outcome.INFO, Outcome.OK)).containsExactly("revived!");
        assertThat(deletionThatSomebodyCalledDone("kill", 14_000, Outcome.FAIL, Outcome.OK)).containsExactly("revived!");
    }

    @Test
    void a_stream_that_only_a_deposed_leader_called_made_may_be_missing() {
        assertThat(creationThatSomebodyCalledDone(JUST_AFTER)).isEmpty();
        assertThat(creationThatSomebodyCalledDone(LATER)).containsExactly("vanished!");
    }

    private static Set<String> creationThatSomebodyCalledDone(long at) {
        Story story = apart(Story.settled(), "pause", "meta", "n2");
        story.op(OperationKind.STREAM_CREATE, "add-remove-streams", "T").tries(Outcome.INFO, Outcome.OK).at(at);
        story.op(OperationKind.FINAL_EXISTS, "add-remove-streams", "T").note("missing").at(81_000);
        return story.anomalies("assets-exist");
    }

    private static Set<String> deletionThatSomebodyCalledDone(long at, Outcome... tries) {
        return deletionThatSomebodyCalledDone("pause", at, tries);
    }

    private static Set<String> deletionThatSomebodyCalledDone(String fault, long at, Outcome... tries) {
        Story story = apart(Story.settled(), fault, "meta", "n2");
        story.op(OperationKind.STREAM_CREATE, "add-remove-streams", "T").at(100);
        story.op(OperationKind.STREAM_DELETE, "add-remove-streams", "T").tries(tries).at(at);
        story.op(OperationKind.FINAL_EXISTS, "add-remove-streams", "T").note("exists").leader("n1").at(81_000);
        return story.anomalies("assets-exist");
    }

    @Test
    void a_publish_that_a_deposed_leader_refused_may_be_stored() {
        assertThat(refusedPublish(JUST_AFTER)).isEmpty();
        assertThat(refusedPublish(LATER)).containsExactly("aborted read!");
    }

    private static Set<String> refusedPublish(long at) {
        Story story = Story.settled();
        apart(story, "pause", "stream:S", "n2");
        story.publish("m1").seq(1).at(100);
        story.publish("m2").fail("maximum messages exceeded (10077)").at(at);
        return story.readAll("1:m1", "2:m2").anomalies("acked-message-kept");
    }

    @Test
    void a_read_that_a_deposed_leader_may_have_answered_may_be_old() {
        assertThat(oldRead(19_000)).isEmpty();
        assertThat(oldRead(LATER)).containsExactly("stale");
    }

    private static Set<String> oldRead(long at) {
        Story story = Story.settled();
        story.event(new Event.Leader(Story.ms(0), "stream:KV_B", "n1", "", "poll"))
                .fault(CUT, "1.1", "pause", FaultState.SENT, "n1")
                .event(new Event.Leader(Story.ms(11_000), "stream:KV_B", "n2", "", "advisory"))
                .fault(HEALED, "1.1", "pause", FaultState.HEALED, "n1");
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").seq(2).at(at - 1_000);
        story.leaderGet("k1", 1, "one").at(at);
        return story.readBucket("1:k1:one", "2:k1:two").anomalies("kv-history");
    }
}
