package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Op;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.OperationKind;
import natscompat.model.history.Outcome;
import org.junit.jupiter.api.Test;

class AssetsExistTest {
    private static final String CHECK = "assets-exist";

    private static Op create(Story story) {
        return story.op(OperationKind.STREAM_CREATE, "add-remove-streams", "T");
    }

    private static Op delete(Story story) {
        return story.op(OperationKind.STREAM_DELETE, "add-remove-streams", "T");
    }

    private static Story look(Story story, String leader, String note) {
        story.op(OperationKind.FINAL_EXISTS, "add-remove-streams", "T").note(note).leader(leader).at(81_000);
        return story;
    }

    private static Story created() {
        Story story = Story.settled();
        create(story).at(100);
        return story;
    }

    private static Story deleted() {
        Story story = created();
        delete(story).at(200);
        return story;
    }

    @Test
    void a_created_stream_exists() {
        assertThat(look(created(), "n1", "exists").findings(CHECK)).isEmpty();
    }

    @Test
    void a_created_stream_that_is_missing_vanished() {
        assertThat(look(created(), "", "missing").anomalies(CHECK)).containsExactly("vanished!");
    }

    /** It tells by whose doing it went, also where it went before anybody listed it. */
    @Test
    void a_stream_that_no_list_ever_had_went_before_the_first_of_them() {
        Story story = created();
        story.op(OperationKind.STREAM_LIST, "add-remove-streams", "").value("other").at(300);
        assertThat(look(story, "", "missing").findings(CHECK)).singleElement()
                .satisfies(finding -> assertThat(finding.witness().phase()).isZero());
    }

    @Test
    void one_answer_of_several_is_not_enough_to_be_sure() {
        assertThat(look(look(created(), "n1", "exists"), "n2", "missing").anomalies(CHECK)).containsExactly("vanished");
    }

    private static Story changed(boolean kept) {
        return Story.settled().event(new Event.AssetChanged(
                Story.ms(40_000), "T", "its description became \"x\"", Story.ms(30_000), kept, "its description is \"\""));
    }

    @Test
    void an_acknowledged_change_that_is_lost_is_broken_at_first_sight() {
        assertThat(changed(true).findings(CHECK)).isEmpty();
        assertThat(changed(false).anomalies(CHECK)).containsExactly("change-lost");
        assertThat(changed(false).findings(CHECK).getFirst().witness().text())
                .contains("a change of T was acknowledged", "its description is \"\"");
    }

    @Test
    void a_creation_of_unknown_outcome_promises_nothing() {
        Story story = Story.settled();
        create(story).info("timeout").at(100);
        assertThat(look(story, "", "missing").findings(CHECK)).isEmpty();
        assertThat(look(Story.settled(), "n1", "exists").findings(CHECK)).isEmpty();
    }

    @Test
    void a_deletion_of_unknown_outcome_may_have_happened_or_not() {
        Story story = created();
        delete(story).info("timeout").at(200);
        assertThat(look(story, "", "missing").findings(CHECK)).isEmpty();
    }

    @Test
    void a_deletion_refused_at_first_did_nothing() {
        Story story = created();
        delete(story).fail("no suitable peers [10005]").at(200);
        assertThat(look(story, "", "missing").anomalies(CHECK)).containsExactly("vanished!");
    }

    @Test
    void a_deletion_refused_on_a_retry_may_have_happened() {
        Story story = created();
        delete(story).fail("stream not found [10059]").at(200).tries(Outcome.FAIL, Outcome.FAIL);
        assertThat(look(story, "", "missing").findings(CHECK)).isEmpty();
    }

    @Test
    void a_deleted_stream_is_gone() {
        assertThat(look(deleted(), "", "missing").findings(CHECK)).isEmpty();
    }

    @Test
    void a_deleted_stream_that_exists_was_revived() {
        assertThat(look(deleted(), "n1", "exists").anomalies(CHECK)).containsExactly("revived!");
    }

    @Test
    void a_stream_created_again_after_its_deletion_may_exist() {
        Story story = deleted();
        create(story).info("timeout").at(300);
        assertThat(look(story, "n1", "exists").findings(CHECK)).isEmpty();
    }

    @Test
    void an_attempt_to_create_that_timed_out_may_land_after_the_deletion() {
        Story story = Story.settled();
        create(story).at(100).tries(Outcome.INFO, Outcome.OK);
        delete(story).at(200);
        assertThat(look(story, "n1", "exists").findings(CHECK)).isEmpty();
    }

    @Test
    void a_stream_whose_final_read_says_missing_vanished() {
        Story story = Story.settled();
        story.op(OperationKind.STREAM_CREATE, "durable-pull-consumer", "S").at(10);
        story.op(OperationKind.FINAL_READ, "durable-pull-consumer", "S").note("missing").leader("n1").at(81_000);
        assertThat(story.anomalies(CHECK)).containsExactly("vanished!");
    }

    @Test
    void a_stream_that_was_read_back_exists() {
        Story story = Story.settled();
        story.op(OperationKind.STREAM_CREATE, "durable-pull-consumer", "S").at(10);
        assertThat(story.readAll("1:a").findings(CHECK)).isEmpty();
    }

    @Test
    void a_bucket_is_looked_at_under_the_name_of_its_stream() {
        Story story = Story.settled();
        story.op(OperationKind.BUCKET_CREATE, "kv-cas", "B").at(10);
        story.op(OperationKind.FINAL_EXISTS, "kv-cas", "KV_B").note("missing").at(81_000);
        assertThat(story.anomalies(CHECK)).containsExactly("vanished!");
    }

    @Test
    void a_consumer_that_is_missing_vanished_unless_its_stream_may_be_deleted() {
        Story story = Story.settled();
        story.op(OperationKind.CONSUMER_CREATE, "durable-pull-consumer", "T/c").at(10);
        story.op(OperationKind.FINAL_EXISTS, "durable-pull-consumer", "T/c").note("missing").at(81_000);
        assertThat(story.anomalies(CHECK)).containsExactly("vanished!");
        delete(story).info("timeout").at(200);
        assertThat(story.findings(CHECK)).isEmpty();
    }

    /** A listing may be behind: only the look at the end counts. */
    @Test
    void a_listing_without_the_stream_is_no_finding() {
        Story story = created();
        story.op(OperationKind.STREAM_LIST, "add-remove-streams", "").value("").at(200);
        assertThat(look(story, "n1", "exists").findings(CHECK)).isEmpty();
    }

    /** So a stream that went while one release ran alone is that release's, whatever ran later. */
    @Test
    void a_stream_that_vanished_did_so_before_the_lists_that_have_it_no_more() {
        Story story = created();
        list(story, "T U", 150);
        list(story, "U", 300);
        list(story, "U", 70_000);
        assertThat(text(look(story, "", "missing"))).contains("from 0.305 s on no list has it, and at the end it is missing");
    }

    @Test
    void a_list_at_the_end_of_a_phase_tells_when_it_vanished_as_well() {
        Story story = created();
        list(story, "T U", 150);
        story.op(OperationKind.LAST_LIST, "add-remove-streams", "").value("U").at(300);
        list(story, "U", 70_000);
        assertThat(text(look(story, "", "missing"))).contains("from 0.305 s on no list has it");
    }

    @Test
    void a_list_that_was_behind_says_nothing_of_when_it_vanished() {
        Story story = created();
        list(story, "U", 150);
        list(story, "T U", 300);
        assertThat(text(look(story, "", "missing"))).doesNotContain("no list has it");
    }

    /** A workload lists its own streams only: the first list without a stream that it never lists would blame who ran first. */
    @Test
    void lists_of_one_workload_say_nothing_of_when_the_stream_of_another_one_vanished() {
        Story story = Story.settled();
        story.op(OperationKind.STREAM_CREATE, "durable-pull-consumer", "P").at(10);
        list(story, "T", 150);
        story.op(OperationKind.FINAL_EXISTS, "durable-pull-consumer", "P").note("missing").at(81_000);
        assertThat(text(story)).contains("at the end it is missing").doesNotContain("no list has it");
    }

    private static void list(Story story, String streams, long at) {
        story.op(OperationKind.STREAM_LIST, "add-remove-streams", "").value(streams).at(at);
    }

    private static String text(Story story) {
        return story.findings(CHECK).getFirst().witness().text();
    }
}
