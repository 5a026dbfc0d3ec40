package natscompat.checker.check;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.checker.story.Cells;
import natscompat.checker.story.Story;
import natscompat.model.history.Event;
import natscompat.model.history.OperationKind;
import org.junit.jupiter.api.Test;

class DeliveredAtLeastOnceTest {
    private static final String CHECK = "delivered-at-least-once";

    private static Story oneOfTwoDelivered(Story story) {
        story.publish("a").seq(1).at(100);
        story.publish("b").seq(2).at(200);
        story.deliver("a", 1).at(110);
        return story;
    }

    private static Event.ConsumerReplica state(long floor, long pendingAcks, long pending) {
        return new Event.ConsumerReplica(
                Story.ms(81_000), "n1", Cells.NEW, "S", "c", true, floor, floor, pendingAcks, pending);
    }

    @Test
    void a_message_below_the_floor_that_nobody_got_is_unseen() {
        Story story = oneOfTwoDelivered(Story.settled()).event(state(2, 3, 3));
        assertThat(story.findings(CHECK)).singleElement().satisfies(f -> {
            assertThat(f.summary()).startsWith("unseen:");
            assertThat(f.confirmed()).isTrue();
            assertThat(f.witness().text()).contains("sequence 2", "floor 2");
        });
    }

    @Test
    void a_consumer_with_nothing_pending_will_never_deliver_it() {
        assertThat(oneOfTwoDelivered(Story.settled()).event(state(1, 0, 0)).anomalies(CHECK)).containsExactly("unseen!");
    }

    @Test
    void with_something_pending_it_may_only_be_slow_and_is_not_confirmed() {
        assertThat(oneOfTwoDelivered(Story.settled()).event(state(1, 0, 1)).anomalies(CHECK)).containsExactly("unseen");
    }

    @Test
    void everything_delivered_is_right_in_whatever_order_and_however_often() {
        Story story = Story.settled();
        story.publish("a").seq(1).at(100);
        story.publish("b").seq(2).at(200);
        story.deliver("b", 2).at(210);
        story.deliver("a", 1).at(9000);
        story.deliver("b", 2).count(2).at(9000);
        assertThat(story.event(state(2, 0, 0)).findings(CHECK)).isEmpty();
    }

    @Test
    void what_nobody_knows_needs_no_delivery() {
        Story story = Story.settled();
        story.deliver("a", 1).at(110);
        story.publish("b").info("timeout").at(200);
        assertThat(story.event(state(1, 0, 0)).findings(CHECK)).isEmpty();
    }

    @Test
    void a_cell_that_never_settled_shows_nothing() {
        assertThat(oneOfTwoDelivered(Story.upgrade()).findings(CHECK)).isEmpty();
    }

    @Test
    void a_consumer_that_never_delivered_anything_is_red_too() {
        Story story = Story.settled();
        story.op(OperationKind.CONSUMER_CREATE, "durable-pull-consumer", "S/c").at(10);
        story.publish("a").seq(1).at(100);
        assertThat(story.findings(CHECK)).hasSize(1);
    }
}
