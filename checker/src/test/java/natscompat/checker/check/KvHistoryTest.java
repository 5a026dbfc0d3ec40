package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.OperationKind;
import org.junit.jupiter.api.Test;

class KvHistoryTest {
    private static final String CHECK = "kv-history";

    private static Story led() {
        return Story.settled().event(leads(0, "n1"));
    }

    private static Event leads(long at, String server) {
        return new Event.Leader(Story.ms(at), "stream:KV_B", server, "", "poll");
    }

    private static Story twoRevisions() {
        Story story = led();
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").seq(2).at(200);
        return story;
    }

    @Test
    void acknowledged_revisions_that_are_read_back_are_right() {
        assertThat(twoRevisions().readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
    }

    @Test
    void a_revision_that_is_not_read_back_is_lost() {
        assertThat(twoRevisions().readBucket("1:k1:one").anomalies(CHECK)).containsExactly("lost!");
        assertThat(twoRevisions().readBucket("2:k1:two").anomalies(CHECK)).containsExactly("lost!");
    }

    @Test
    void a_revision_that_newer_ones_pushed_out_is_not_lost() {
        Story story = twoRevisions();
        story.op(OperationKind.BUCKET_CREATE, "kv-cas", "B").count(1).at(10);
        assertThat(story.readBucket("2:k1:two").findings(CHECK)).isEmpty();
    }

    @Test
    void a_newest_revision_is_lost_however_few_are_kept() {
        Story story = twoRevisions();
        story.op(OperationKind.BUCKET_CREATE, "kv-cas", "B").count(1).at(10);
        assertThat(story.readBucket("1:k1:one").anomalies(CHECK)).containsExactly("lost!");
    }

    @Test
    void another_value_at_a_revision_is_a_change() {
        assertThat(twoRevisions().readBucket("1:k1:one", "2:k1:x").anomalies(CHECK)).containsExactly("changed!");
    }

    @Test
    void a_refused_write_must_not_be_stored() {
        Story story = Story.settled();
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").fail("wrong last sequence [10071]").at(200);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").anomalies(CHECK)).containsExactly("aborted read!");
    }

    @Test
    void a_write_of_unknown_outcome_may_be_stored_or_not() {
        Story story = Story.settled();
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").info("timeout").at(200);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
    }

    @Test
    void a_leader_read_behind_an_acknowledged_write_is_stale() {
        Story story = twoRevisions();
        story.leaderGet("k1", 1, "one").at(300);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").anomalies(CHECK)).containsExactly("stale");
    }

    /** A leader that was deposed, or has not caught up yet, may answer: ADR-8 promises nothing while leaders change. */
    @Test
    void around_a_change_of_leader_the_age_of_a_read_is_not_judged() {
        Story story = twoRevisions().event(leads(3_000, "n2"));
        story.leaderGet("k1", 1, "one").at(300);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
    }

    @Test
    void a_leader_read_behind_another_leader_read_is_stale() {
        Story story = led();
        story.create("k1", "one").info("timeout").at(100, 3000);
        story.leaderGet("k1", 1, "one").at(400);
        story.leaderGet("k1", 0, "").at(500);
        assertThat(story.readBucket("1:k1:one").findings(CHECK)).singleElement()
                .satisfies(f -> assertThat(f.witness().text()).contains("the leader answered nothing"));
    }

    @Test
    void a_leader_read_beside_a_write_may_see_either() {
        Story story = twoRevisions();
        story.leaderGet("k1", 1, "one").at(150, 210);
        story.leaderGet("k1", 2, "two").at(201, 210);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
    }

    /** seeds.md 8.3: a plain get may be answered by a replica that is behind. */
    @Test
    void a_stale_plain_get_is_right() {
        Story story = twoRevisions();
        story.op(OperationKind.KV_GET, "kv-cas", "B").key("k1").value("p-one").seq(1).at(300);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
    }
}
