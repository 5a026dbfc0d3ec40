package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Story;
import natscompat.model.history.FaultState;
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

    /** A publish through n1 that is tried for a minute, while that server is paused from just after it began. */
    private static Story paused(String server, long until) {
        Story story = Story.settled();
        story.publish("a").info("timeout").at(100, 60_000);
        return story.readAll("1:a", "2:a")
                .fault(200, "6.1", "pause", FaultState.SENT, server)
                .fault(until, "6.1", "pause", FaultState.HEALED, server);
    }

    @Test
    void a_retry_that_lay_in_the_sockets_of_a_paused_server_for_longer_than_the_window_may_be_stored_again() {
        assertThat(paused("n1", 125_000).findings(CHECK)).isEmpty();
    }

    @Test
    void a_shorter_pause_or_one_of_another_server_excuses_nothing() {
        assertThat(paused("n1", 119_000).anomalies(CHECK)).containsExactly("duplicate!");
        assertThat(paused("n2", 125_000).anomalies(CHECK)).containsExactly("duplicate!");
    }

    @Test
    void wrong_clocks_age_an_id_that_waits_in_a_paused_server_but_not_so_much_in_a_minute_of_retries() {
        assertThat(paused("n1", 90_000).anomalies(CHECK)).containsExactly("duplicate!");
        assertThat(clocks(paused("n1", 90_000)).findings(CHECK)).isEmpty();
        assertThat(clocks(paused("n1", 5_000)).anomalies(CHECK)).containsExactly("duplicate!");
    }

    private static Story clocks(Story story) {
        return story.fault(2_000, "6.2", "clock-jump", FaultState.SENT, "n3")
                .fault(9_000, "6.2", "clock-jump", FaultState.HEALED, "n3");
    }

    /** seeds.md 8.2: retries without an id store duplicates, and that is nobody's fault. */
    @Test
    void messages_without_an_id_may_be_stored_as_often_as_they_are_sent() {
        Story story = Story.settled();
        story.publish("").seq(1).at(100);
        assertThat(story.readAll("1:", "2:").findings(CHECK)).isEmpty();
    }
}
