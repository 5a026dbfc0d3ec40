package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Story;
import natscompat.model.history.OperationKind;
import org.junit.jupiter.api.Test;

class OneSequenceOnePayloadTest {
    private static final String CHECK = "one-sequence-one-payload";

    @Test
    void everybody_seeing_the_same_is_right() {
        Story story = Story.settled();
        story.publish("a").seq(1).at(100);
        story.publish("b").seq(2).at(200);
        story.deliver("a", 1).at(110);
        story.deliver("b", 2).at(210);
        assertThat(story.readAll("1:a", "2:b").findings(CHECK)).isEmpty();
    }

    @Test
    void two_acknowledgements_of_one_sequence_are_inconsistent() {
        Story story = Story.settled();
        story.publish("a").seq(1).at(100, 200);
        story.publish("b").seq(1).at(150, 250);
        assertThat(story.readAll("1:a").anomalies(CHECK)).containsExactly("inconsistent sequences!");
    }

    @Test
    void a_delivery_of_something_else_is_inconsistent() {
        Story story = Story.settled();
        story.publish("a").seq(1).at(100);
        story.deliver("x", 1).at(110);
        assertThat(story.anomalies(CHECK)).containsExactly("inconsistent sequences");
    }

    @Test
    void two_leaders_that_read_different_payloads_are_inconsistent() {
        Story story = Story.settled().read("n1", "1:a").read("n2", "1:b");
        assertThat(story.anomalies(CHECK)).containsExactly("inconsistent sequences!");
    }

    @Test
    void a_get_that_shows_another_value_than_was_written_is_inconsistent_but_has_to_be_so_twice() {
        Story story = Story.settled();
        story.create("k1", "one").seq(1).at(100);
        story.op(OperationKind.KV_GET, "kv-cas", "B").key("k1").value("p-two").seq(1).at(200);
        assertThat(story.readBucket("1:k1:one").anomalies(CHECK)).containsExactly("inconsistent sequences");
    }

    @Test
    void a_get_that_saw_what_was_written_confirms_that_something_else_is_stored() {
        Story story = Story.settled();
        story.op(OperationKind.KV_GET, "kv-cas", "B").key("k1").value("p-two").seq(1).at(50);
        story.create("k1", "one").seq(1).at(100);
        assertThat(story.readBucket("1:k1:two").anomalies(CHECK)).contains("inconsistent sequences!");
    }

    @Test
    void a_delivery_is_confirmed_wrong_where_something_else_is_stored() {
        Story story = Story.settled();
        story.publish("a").seq(1).at(100);
        story.deliver("x", 1).at(110);
        assertThat(story.readAll("1:a").anomalies(CHECK)).containsExactly("inconsistent sequences!");
        Story elsewhere = Story.settled();
        elsewhere.publish("a").seq(1).at(100);
        elsewhere.deliver("x", 1).at(110);
        assertThat(elsewhere.readAll("2:b").anomalies(CHECK)).containsExactly("inconsistent sequences");
    }

    @Test
    void an_order_is_confirmed_wrong_where_both_messages_are_stored_so() {
        Story story = Story.settled();
        story.publish("a").seq(2).at(100, 200);
        story.publish("b").seq(1).at(300, 400);
        assertThat(story.readAll("1:b", "2:a").anomalies(CHECK)).containsExactly("nonmonotonic!");
        Story lost = Story.settled();
        lost.publish("a").seq(2).at(100, 200);
        lost.publish("b").seq(1).at(300, 400);
        assertThat(lost.readAll("1:b").anomalies(CHECK)).containsExactly("nonmonotonic");
    }

    @Test
    void a_stale_get_is_no_inconsistency() {
        Story story = Story.settled();
        story.create("k1", "one").seq(1).at(100);
        story.update("k1", 1, "two").seq(2).at(200);
        story.op(OperationKind.KV_GET, "kv-cas", "B").key("k1").value("p-one").seq(1).at(300);
        assertThat(story.readBucket("1:k1:one", "2:k1:two").findings(CHECK)).isEmpty();
    }

    @Test
    void a_marker_in_a_bucket_has_an_id_and_no_key() {
        Story story = Story.settled();
        story.op(OperationKind.MARKER, "kv-cas", "KV_B").key("kv-marker").value("p-m").seq(1).at(79_000);
        assertThat(story.readBucket("1:marker:m").findings(CHECK)).isEmpty();
    }

    @Test
    void a_sequence_that_goes_back_in_time_is_nonmonotonic() {
        Story story = Story.settled();
        story.publish("a").seq(7).at(100, 200);
        story.publish("b").seq(3).at(300, 400);
        assertThat(story.findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).startsWith("nonmonotonic:");
            assertThat(f.witness().phase()).isZero();
            assertThat(f.witness().text()).contains("sequence 7 had been acknowledged to c1", "acknowledged at 3");
        });
    }

    @Test
    void the_order_of_publishes_that_overlap_is_free() {
        Story story = Story.settled();
        story.publish("a").seq(7).at(100, 350);
        story.publish("b").seq(3).at(300, 400);
        assertThat(story.findings(CHECK)).isEmpty();
    }

    /** A duplicate is acknowledged with the sequence of its first attempt, which was sent before the other one. */
    @Test
    void a_retry_acknowledged_late_with_an_early_sequence_is_right() {
        Story story = Story.settled();
        story.publish("a").seq(3).note("duplicate").at(100, 5000);
        story.publish("b").seq(7).at(300, 400);
        assertThat(story.findings(CHECK)).isEmpty();
    }
}
