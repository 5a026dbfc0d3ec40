package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import natscompat.checker.story.Cells;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.OperationKind;
import org.junit.jupiter.api.Test;

class ReplicasAgreeTest {
    private static final String CHECK = "replicas-agree";

    private static Event.Replica replica(long at, String server, long messages, long last, long deleted) {
        return new Event.Replica(
                Story.ms(at), server, Cells.NEW, "S", server.equals("n1"), messages, 10 * messages, 1, last, deleted);
    }

    private static Story equalOnTwo(Story story) {
        return story.event(replica(82_000, "n1", 5, 5, 0)).event(replica(82_000, "n2", 5, 5, 0));
    }

    private static Event.ConsumerReplica floor(String server, long floor) {
        return new Event.ConsumerReplica(
                Story.ms(82_000), server, Cells.NEW, "S", "c", server.equals("n1"), 5, floor, 0, 0);
    }

    @Test
    void equal_replicas_agree() {
        assertThat(equalOnTwo(Story.settled()).event(replica(82_000, "n3", 5, 5, 0)).findings(CHECK)).isEmpty();
    }

    @Test
    void a_replica_that_stores_less_up_to_the_same_sequence_diverged() {
        Story story = equalOnTwo(Story.settled()).event(replica(82_000, "n3", 3, 5, 0));
        assertThat(story.findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.confirmed()).isTrue();
            assertThat(f.witness().server()).isEqualTo("n3");
            assertThat(f.witness().text()).contains("n1 (v2.14.5) stores 5 messages", "n3 (v2.14.5) stores 3 messages");
        });
    }

    @Test
    void deleted_messages_count_too() {
        assertThat(equalOnTwo(Story.settled()).event(replica(82_000, "n3", 5, 5, 2)).anomalies(CHECK))
                .containsExactly("diverged!");
    }

    @Test
    void only_the_last_round_counts() {
        Story story = equalOnTwo(Story.settled()).event(replica(82_000, "n3", 5, 5, 0))
                .event(replica(81_000, "n3", 3, 3, 0));
        assertThat(story.findings(CHECK)).isEmpty();
    }

    @Test
    void a_replica_that_is_only_behind_while_settling_failed_is_a_matter_of_settling() {
        Story behind = Story.upgrade().event(new Event.Settled(Story.ms(80_000), false, 60_000, "n3 lags"));
        assertThat(equalOnTwo(behind).event(replica(82_000, "n3", 3, 3, 0)).findings(CHECK)).isEmpty();
        Story ahead = Story.upgrade().event(new Event.Settled(Story.ms(80_000), false, 60_000, "n3 differs"));
        assertThat(equalOnTwo(ahead).event(replica(82_000, "n3", 9, 9, 0)).anomalies(CHECK)).containsExactly("diverged");
    }

    /** Whoever is told of first may be the one that lags: without a leader the farthest one is the measure. */
    @Test
    void without_a_leader_and_not_settled_those_that_are_behind_are_behind_whoever_comes_first() {
        for (String lags : List.of("n1", "n2", "n3")) {
            Story story = Story.upgrade().event(new Event.Settled(Story.ms(80_000), false, 60_000, "no leader"));
            for (String server : List.of("n1", "n2", "n3")) {
                long last = server.equals(lags) ? 3 : 5;
                story.event(new Event.Replica(Story.ms(82_000), server, Cells.NEW, "S", false, last, 100, 1, last, 0));
                story.event(new Event.ConsumerReplica(
                        Story.ms(82_000), server, Cells.NEW, "S", "c", false, last, last, 0, 0));
            }
            assertThat(story.findings(CHECK)).isEmpty();
        }
    }

    @Test
    void as_far_as_the_others_and_different_is_diverged_even_then_but_has_to_be_so_twice() {
        Story story = Story.upgrade().event(new Event.Settled(Story.ms(80_000), false, 60_000, "no leader"));
        story.event(new Event.Replica(Story.ms(82_000), "n1", Cells.NEW, "S", false, 5, 100, 1, 5, 0));
        story.event(new Event.Replica(Story.ms(82_000), "n2", Cells.NEW, "S", false, 4, 100, 1, 5, 1));
        assertThat(story.anomalies(CHECK)).contains("diverged");
    }

    @Test
    void a_server_that_told_of_other_streams_but_not_of_this_one_lacks_its_replica() {
        Story story = equalOnTwo(Story.settled());
        for (String server : List.of("n1", "n2", "n3")) {
            story.event(new Event.Replica(Story.ms(82_000), server, Cells.NEW, "T", false, 1, 1, 1, 1, 0));
        }
        assertThat(story.anomalies(CHECK)).containsExactly("replica missing!");
    }

    private static Story orphanOnOne(String... looks) {
        Story story = Story.settled();
        story.op(OperationKind.STREAM_DELETE, "add-remove-streams", "T").at(6_000);
        for (String note : looks) {
            story.op(OperationKind.FINAL_EXISTS, "add-remove-streams", "T").note(note).at(83_000);
        }
        for (String server : List.of("n1", "n2", "n3")) {
            story.event(replica(82_000, server, 5, 5, 0));
        }
        return story.event(new Event.Replica(Story.ms(82_000), "n1", Cells.NEW, "T", false, 0, 0, 0, 0, 0));
    }

    @Test
    void files_of_a_deleted_stream_that_a_killed_server_found_again_are_no_replica() {
        assertThat(orphanOnOne("missing", "missing").findings(CHECK)).isEmpty();
    }

    @Test
    void a_deleted_stream_that_somebody_still_finds_or_nobody_looked_for_is_judged() {
        assertThat(orphanOnOne("missing", "exists").anomalies(CHECK)).containsExactly("replica missing!");
        assertThat(orphanOnOne().anomalies(CHECK)).containsExactly("replica missing!");
    }

    @Test
    void leaders_that_read_different_sequences_have_unequal_reads() {
        Story story = Story.settled().read("n1", "1:a", "2:b").read("n2", "1:a");
        assertThat(story.anomalies(CHECK)).containsExactly("unequal reads!");
    }

    @Test
    void without_settling_a_later_read_may_reach_further_but_have_no_holes() {
        Story further = Story.upgrade().event(new Event.Settled(Story.ms(80_000), false, 60_000, "n3 lags"));
        assertThat(further.read("n1", "1:a").read("n2", "1:a", "2:b").findings(CHECK)).isEmpty();
        Story hole = Story.upgrade().event(new Event.Settled(Story.ms(80_000), false, 60_000, "n3 lags"));
        assertThat(hole.read("n1", "2:b").read("n2", "1:a", "2:b").anomalies(CHECK)).containsExactly("unequal reads");
    }

    @Test
    void a_read_that_was_broken_off_is_not_compared() {
        assertThat(Story.settled().read("n1", "1:a", "2:b").readBrokenOff("n2", "1:a").findings(CHECK)).isEmpty();
    }

    @Test
    void consumers_with_different_floors_diverged_but_have_to_do_so_twice() {
        Story story = Story.settled().event(floor("n1", 5)).event(floor("n2", 4)).event(floor("n3", 5));
        assertThat(story.anomalies(CHECK)).containsExactly("consumer diverged");
    }

    @Test
    void consumers_with_equal_floors_agree() {
        assertThat(Story.settled().event(floor("n1", 5)).event(floor("n2", 5)).findings(CHECK)).isEmpty();
    }
}
