package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

class CountedTest {
    private static final Pair ROUTE = new Pair("n0", "n1");
    private static final Pair TO_CLIENTS = new Pair("n0", Pair.CLIENTS);
    private static final LinkPolicy SLOW = LinkPolicy.slow(Duration.ofMillis(40), Duration.ZERO);
    private static final LinkPolicy DROPPING = LinkPolicy.raft(0.05, 0);

    private final FakeLinks links = new FakeLinks();
    private final LinkLayers layers = new LinkLayers(links);

    private Counted counted(Map<Pair, LinkPolicy> told, Deed deed, Runnable stir) {
        return new Counted(layers, told, deed, server -> true, stir, Duration.ofMillis(100));
    }

    private void raft(long messages, long dropped) {
        links.went(ROUTE, 100 * messages,
                new LinkCounts(messages, messages, dropped, 0, 0, 0, Duration.ZERO, 0, 0, 0));
    }

    private void late(Pair pair, long chunks, int millisEach) {
        links.went(pair, 100 * chunks, new LinkCounts(
                chunks, 0, 0, 0, 0, millisEach > 0 ? chunks : 0, Duration.ofMillis(millisEach * chunks), 0, 0, 0));
    }

    @Test
    void messages_that_are_left_out_are_seen_and_those_under_way_are_not() {
        assertThat(counted(Map.of(ROUTE, DROPPING), Deed.DROPPED, () -> raft(20, 1)).bad()).contains("n0->n1 1 of 20");
        assertThatThrownBy(counted(Map.of(ROUTE, DROPPING), Deed.DROPPED, () -> raft(500, 0))::bad)
                .hasMessageContaining("left out").hasMessageContaining("n0->n1 0 of");
    }

    @Test
    void what_was_left_out_before_is_no_proof() {
        raft(1000, 50);
        assertThatThrownBy(counted(Map.of(ROUTE, DROPPING), Deed.DROPPED, () -> raft(10, 0))::bad)
                .hasMessageContaining("n0->n1 0 of");
    }

    @Test
    void a_fault_that_goes_on_slowly_is_not_healed() {
        // Two in a hundred in each look: below what may be under way on a busy link.
        assertThatThrownBy(counted(Map.of(ROUTE, DROPPING), Deed.DROPPED, () -> raft(40, 1))::good)
                .hasMessageContaining("after the heal");
    }

    @Test
    void it_takes_messages_to_see_a_heal() {
        assertThatThrownBy(counted(Map.of(ROUTE, DROPPING), Deed.DROPPED, () -> {})::good)
                .hasMessageContaining("after the heal");
        assertThat(counted(Map.of(ROUTE, DROPPING), Deed.DROPPED, () -> raft(40, 0)).good()).contains("none of 120");
    }

    @Test
    void what_another_fault_has_ordered_too_tells_nothing() {
        layers.put("other", Map.of(ROUTE, DROPPING), Change.FLUSH);
        assertThat(counted(Map.of(ROUTE, DROPPING), Deed.DROPPED, () -> raft(40, 2)).good()).contains("none of 0");
    }

    @Test
    void each_direction_has_to_be_slow_by_itself() {
        Map<Pair, LinkPolicy> told = Map.of(ROUTE, SLOW, TO_CLIENTS, SLOW);
        assertThatThrownBy(counted(told, Deed.DELAYED, () -> {
            late(TO_CLIENTS, 10, 80);
            late(ROUTE, 10, 0);
        })::bad).hasMessageContaining("does not show on n0->n1");
        assertThatThrownBy(counted(told, Deed.DELAYED, () -> {
            late(TO_CLIENTS, 10, 80);
            late(ROUTE, 10, 5);
        })::bad).hasMessageContaining("does not show on n0->n1");
        assertThat(counted(told, Deed.DELAYED, () -> {
            late(TO_CLIENTS, 10, 40);
            late(ROUTE, 10, 40);
        }).bad()).contains("put off");
    }

    @Test
    void a_narrow_line_takes_its_time_for_every_byte() {
        Map<Pair, LinkPolicy> told = Map.of(ROUTE, LinkPolicy.limited(100_000));
        // 100 bytes take a millisecond.
        assertThat(counted(told, Deed.NARROWED, () -> late(ROUTE, 10, 1)).bad()).contains("put off");
        Map<Pair, LinkPolicy> narrower = Map.of(ROUTE, LinkPolicy.limited(10_000));
        assertThatThrownBy(counted(narrower, Deed.NARROWED, () -> late(ROUTE, 10, 1))::bad)
                .hasMessageContaining("does not show");
    }
}
