package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Story;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import org.junit.jupiter.api.Test;

class CompareAndSetTest {
    private static final String CHECK = "compare-and-set";
    private static final String WRONG_LAST = "wrong last sequence: 1 [10071]";

    private static Story created() {
        Story story = Story.settled();
        story.create("k1", "one").seq(1).at(100);
        return story;
    }

    @Test
    void each_update_on_its_predecessor_is_right() {
        Story story = created();
        story.update("k1", 1, "two").seq(2).at(200);
        story.create("k2", "other").seq(3).at(250);
        story.update("k1", 2, "three").seq(4).at(300);
        assertThat(story.readBucket("1:k1:one", "2:k1:two", "3:k2:other", "4:k1:three").findings(CHECK)).isEmpty();
    }

    @Test
    void two_updates_on_one_revision_lose_one() {
        Story story = created();
        story.update("k1", 1, "two").seq(2).at(200);
        story.update("k1", 1, "three").seq(3).at(200, 230);
        assertThat(story.readBucket("1:k1:one", "2:k1:two", "3:k1:three").findings(CHECK))
                .allSatisfy(f -> assertThat(f.confirmed()).isTrue())
                .extracting(f -> f.summary().substring(0, 11))
                .containsOnly("lost update");
    }

    @Test
    void an_update_that_overtook_a_write_of_unknown_outcome_lost_it() {
        Story story = created();
        story.update("k1", 1, "two").info("timeout").at(200);
        story.update("k1", 1, "three").seq(3).at(300);
        assertThat(story.readBucket("1:k1:one", "2:k1:two", "3:k1:three").anomalies(CHECK)).containsExactly("lost update!");
    }

    @Test
    void one_update_stored_twice_is_a_duplicate() {
        Story story = created();
        story.update("k1", 1, "two").seq(2).at(200, 4000);
        assertThat(story.readBucket("1:k1:one", "2:k1:two", "3:k1:two").anomalies(CHECK)).containsExactly("duplicate!");
    }

    @Test
    void a_refusal_while_the_revision_was_current_is_a_finding_that_has_to_be_seen_twice() {
        Story story = created();
        story.update("k1", 1, "two").fail(WRONG_LAST).at(200);
        story.update("k1", 1, "three").seq(2).at(300);
        assertThat(story.readBucket("1:k1:one", "2:k1:three").anomalies(CHECK)).containsExactly("refused");
    }

    @Test
    void a_refusal_beside_a_write_that_won_is_right() {
        Story story = created();
        story.update("k1", 1, "two").fail(WRONG_LAST).at(200, 220);
        story.update("k1", 1, "three").seq(2).at(210, 230);
        assertThat(story.readBucket("1:k1:one", "2:k1:three").findings(CHECK)).isEmpty();
    }

    @Test
    void a_refusal_beside_a_write_of_unknown_outcome_that_landed_is_right() {
        Story story = created();
        story.update("k1", 1, "three").info("timeout").at(150, 3150);
        story.update("k1", 1, "two").fail(WRONG_LAST).at(200, 220);
        assertThat(story.readBucket("1:k1:one", "2:k1:three").findings(CHECK)).isEmpty();
    }

    /** The leader that had taken it ended, and it with it. */
    @Test
    void a_refusal_beside_a_write_of_unknown_outcome_that_never_landed_is_right() {
        Story story = created();
        story.update("k1", 1, "never").info("timeout").at(150, 3_150);
        story.update("k1", 1, "two").fail(WRONG_LAST).at(5_000, 5_020);
        story.update("k1", 1, "three").seq(2).at(20_000);
        assertThat(story.readBucket("1:k1:one", "2:k1:three").findings(CHECK)).isEmpty();
        story.update("k1", 1, "four").fail(WRONG_LAST).at(15_000);
        assertThat(story.readBucket("1:k1:one", "2:k1:three").anomalies(CHECK)).containsExactly("refused");
    }

    @Test
    void a_write_of_unknown_outcome_on_another_revision_excuses_no_refusal() {
        Story story = created();
        story.update("k1", 9, "never").info("timeout").at(150, 3_150);
        story.update("k1", 1, "two").fail(WRONG_LAST).at(200, 220);
        story.update("k1", 1, "three").seq(2).at(300);
        assertThat(story.readBucket("1:k1:one", "2:k1:three").anomalies(CHECK)).containsExactly("refused");
    }

    /** The reads have to hold the witness itself; that some read is complete does not confirm anything. */
    @Test
    void a_lost_update_is_confirmed_only_where_both_updates_are_stored() {
        Story story = created();
        story.update("k1", 1, "two").seq(2).at(200);
        story.update("k1", 1, "three").seq(3).at(200, 230);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").anomalies(CHECK)).contains("lost update");
        assertThat(story.findings(CHECK)).noneMatch(f -> f.summary().contains("two updates") && f.confirmed());
    }

    @Test
    void a_refusal_beside_a_revision_that_nobody_wrote_is_not_judged() {
        Story story = created();
        story.update("k1", 1, "two").fail(WRONG_LAST).at(200, 220);
        assertThat(story.readBucket("1:k1:one", "2:k1:stranger").findings(CHECK)).isEmpty();
    }

    /** seeds.md 8.3: the retry of an update whose acknowledgement was lost meets its own first attempt. */
    @Test
    void a_refused_retry_is_right_whether_its_first_attempt_landed_or_not() {
        Story landed = created();
        landed.update("k1", 1, "two").info(WRONG_LAST).at(200, 4000).tries(Outcome.INFO, Outcome.INFO);
        assertThat(landed.readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
        Story wronglyCalledAFailure = created();
        wronglyCalledAFailure.update("k1", 1, "two").fail(WRONG_LAST).at(200, 4000).tries(Outcome.INFO, Outcome.FAIL);
        assertThat(wronglyCalledAFailure.readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
    }

    @Test
    void a_refusal_for_a_revision_from_a_stale_read_is_right() {
        Story story = created();
        story.update("k1", 1, "two").seq(2).at(200);
        story.op(OperationKind.KV_GET, "kv-cas", "B").key("k1").value("p-one").seq(1).at(300);
        story.update("k1", 1, "three").fail(WRONG_LAST).at(310);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
    }

    @Test
    void a_refused_create_of_a_key_that_nobody_had_written_is_a_finding() {
        Story story = Story.settled();
        story.create("k1", "one").fail(WRONG_LAST).at(100);
        story.create("k1", "two").seq(1).at(200);
        assertThat(story.readBucket("1:k1:two").anomalies(CHECK)).containsExactly("refused");
    }

    @Test
    void a_refused_create_after_one_of_unknown_outcome_that_landed_is_right() {
        Story story = Story.settled();
        story.create("k1", "one").info("timeout").at(100);
        story.create("k1", "two").fail(WRONG_LAST).at(200);
        assertThat(story.readBucket("1:k1:one").findings(CHECK)).isEmpty();
    }

    @Test
    void without_a_final_read_a_refusal_is_not_judged() {
        Story story = created();
        story.update("k1", 1, "two").fail(WRONG_LAST).at(200);
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void another_refusal_while_a_write_is_in_flight_is_right() {
        Story story = created();
        story.update("k1", 1, "two").fail("wrong last sequence [10164]").at(200);
        assertThat(story.readBucket("1:k1:one").findings(CHECK)).isEmpty();
    }

    @Test
    void where_old_revisions_are_pushed_out_a_forgotten_predecessor_is_not_judged() {
        Story story = Story.settled();
        story.op(OperationKind.BUCKET_CREATE, "kv-cas", "B").count(1).at(10);
        story.create("k1", "one").info("timeout").at(100);
        story.update("k1", 1, "two").seq(2).at(200);
        story.update("k1", 2, "three").seq(3).at(300);
        assertThat(story.readBucket("3:k1:three").findings(CHECK)).isEmpty();
    }
}
