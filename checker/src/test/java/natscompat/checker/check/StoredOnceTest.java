package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Story;
import org.junit.jupiter.api.Test;

class StoredOnceTest {
    private static final String CHECK = "stored-once";

    @Test
    void one_id_at_two_sequences_is_a_duplicate() {
        Story story = Story.settled();
        story.publish("a").seq(1).at(100, 4000);
        assertThat(story.readAll("1:a", "2:a").findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).isEqualTo(
                    "duplicate: one message id is stored at two sequences inside the duplicate window");
            assertThat(f.confirmed()).isTrue();
            assertThat(f.witness().text()).contains("sequences 1 and 2");
        });
    }

    @Test
    void a_publish_of_unknown_outcome_must_not_be_stored_twice_either() {
        Story story = Story.settled();
        story.publish("a").info("timeout").at(100, 4000);
        assertThat(story.readAll("1:a", "2:a").anomalies(CHECK)).containsExactly("duplicate!");
    }

    @Test
    void every_id_at_one_sequence_is_right() {
        Story story = Story.settled();
        story.publish("a").seq(1).at(100);
        story.publish("b").seq(2).at(200);
        assertThat(story.readAll("1:a", "2:b").findings(CHECK)).isEmpty();
    }

    @Test
    void retries_that_went_on_longer_than_the_duplicate_window_may_store_twice() {
        Story story = Story.settled();
        story.publish("a").seq(2).at(100, 121_000);
        assertThat(story.readAll("1:a", "2:a").findings(CHECK)).isEmpty();
    }

    /** seeds.md 8.2: retries without an id store duplicates, and that is nobody's fault. */
    @Test
    void messages_without_an_id_may_be_stored_as_often_as_they_are_sent() {
        Story story = Story.settled();
        story.publish("").seq(1).at(100);
        assertThat(story.readAll("1:", "2:").findings(CHECK)).isEmpty();
    }
}
