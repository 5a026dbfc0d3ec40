package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import natscompat.checker.index.Index;
import natscompat.checker.story.Story;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import natscompat.model.verdict.Finding;
import org.junit.jupiter.api.Test;

class AckedMessageKeptTest {
    private static final String CHECK = "acked-message-kept";

    private static Story twoAcked() {
        Story story = Story.settled();
        story.publish("a").seq(1).at(100);
        story.publish("b").seq(2).at(200);
        return story;
    }

    @Test
    void acknowledged_messages_that_every_leader_reads_back_are_kept() {
        assertThat(twoAcked().readAll("1:a", "2:b").findings(CHECK)).isEmpty();
    }

    @Test
    void a_message_that_one_leader_lacks_is_lost() {
        Story story = twoAcked().read("n1", "1:a", "2:b").read("n2", "1:a", "2:b").read("n3", "2:b");
        assertThat(story.findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).startsWith("lost:");
            assertThat(f.confirmed()).isTrue();
            assertThat(f.witness().operation()).isEqualTo(1);
            assertThat(f.witness().text()).contains("a was acknowledged at sequence 1", "n3", "begins at 2");
        });
    }

    @Test
    void a_loss_reaches_from_the_acknowledgement_to_the_read_so_it_lies_in_no_phase() {
        Finding lost = twoAcked().readAll("1:a").findings(CHECK).getFirst();
        assertThat(lost.witness().phase()).isEqualTo(-1);
        assertThat(lost.witness().text()).contains("it ends at 1");
    }

    @Test
    void without_settling_a_lost_end_is_not_confirmed_but_a_hole_is() {
        Story end = Story.upgrade();
        end.publish("a").seq(1).at(100);
        end.publish("b").seq(2).at(200);
        assertThat(end.readAll("1:a").anomalies(CHECK)).containsExactly("lost");
        Story hole = Story.upgrade();
        hole.publish("a").seq(1).at(100);
        hole.publish("b").seq(2).at(200);
        assertThat(hole.readAll("2:b").anomalies(CHECK)).containsExactly("lost!");
    }

    @Test
    void what_was_acknowledged_after_a_read_began_need_not_be_in_it() {
        Story story = twoAcked();
        story.publish("late").seq(3).at(82_000);
        assertThat(story.readAll("1:a", "2:b").findings(CHECK)).isEmpty();
    }

    @Test
    void other_content_at_the_sequence_is_a_change() {
        assertThat(twoAcked().readAll("1:a", "2:x").anomalies(CHECK)).containsExactly("changed!");
    }

    @Test
    void a_read_that_was_broken_off_shows_no_loss_but_proves_nothing_either() {
        Story story = twoAcked().read("n1", "1:a", "2:b").read("n2", "1:a", "2:b").readBrokenOff("n3", "1:a");
        assertThat(story.findings(CHECK)).isEmpty();
        assertThat(unproven(story)).singleElement().asString().contains("2 of 3 complete final reads of S");
    }

    @Test
    void the_last_try_of_a_read_counts_and_not_what_was_read_in_one_broken_off_before() {
        Story story = twoAcked().read("n1", "1:a", "2:b").read("n2", "1:a", "2:b");
        story.op(OperationKind.FINAL_READ, "durable-pull-consumer", "S").seq(1).key("a").value("p-a").leader("n3").at(80_500);
        story.read("n3", "1:a", "2:b");
        assertThat(story.findings(CHECK)).isEmpty();
        assertThat(unproven(story)).isEmpty();
    }

    /** seeds.md 8.9: a comparison that compares nothing must not pass. */
    @Test
    void an_empty_read_loses_everything_and_a_missing_one_proves_nothing() {
        assertThat(twoAcked().readAll().findings(CHECK)).singleElement().extracting(Finding::count).isEqualTo(2L);
        assertThat(twoAcked().findings(CHECK)).isEmpty();
        assertThat(unproven(twoAcked())).isNotEmpty();
    }

    @Test
    void what_nobody_knows_may_be_there_or_not() {
        Story there = Story.settled();
        there.publish("a").info("timeout").at(100);
        assertThat(there.readAll("1:a").findings(CHECK)).isEmpty();
        Story gone = Story.settled();
        gone.publish("a").info("timeout").at(100);
        assertThat(gone.readAll().findings(CHECK)).isEmpty();
    }

    @Test
    void what_was_refused_must_not_be_stored() {
        Story story = Story.settled();
        story.publish("a").fail("503 No Responders").at(100);
        assertThat(story.readAll("1:a").anomalies(CHECK)).containsExactly("aborted read!");
    }

    @Test
    void a_refusal_on_a_retry_settles_nothing() {
        Story story = Story.settled();
        story.publish("a").fail("duplicate message id in process [10158]").at(100).tries(Outcome.FAIL, Outcome.FAIL);
        assertThat(story.readAll("1:a").findings(CHECK)).isEmpty();
    }

    @Test
    void markers_are_acknowledged_writes_too() {
        Story story = Story.settled();
        story.op(OperationKind.MARKER, "durable-pull-consumer", "S").key("m").value("p-m").seq(1).at(79_000);
        assertThat(story.readAll().anomalies(CHECK)).containsExactly("lost!");
    }

    @Test
    void a_stream_that_only_got_a_marker_need_not_be_read_as_a_whole() {
        Story story = Story.settled();
        story.op(OperationKind.MARKER, "add-remove-streams", "T1").key("m").value("p-m").seq(1).at(79_000);
        assertThat(unproven(story)).isEmpty();
    }

    @Test
    void a_stream_that_is_missing_has_lost_its_messages() {
        Story story = twoAcked();
        for (String leader : List.of("n1", "n2", "n3")) {
            story.op(OperationKind.FINAL_READ, "durable-pull-consumer", "S").note("missing").leader(leader).at(81_000);
        }
        assertThat(story.anomalies(CHECK)).containsExactly("lost!");
    }

    private static List<String> unproven(Story story) {
        Check check = new AckedMessageKept();
        Index index = story.index();
        Reds reds = new Reds(check, index);
        check.look(index, reds);
        return reds.unproven();
    }
}
