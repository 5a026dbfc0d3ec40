package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.mayhem.fault.NotPossible;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Set<Pair> LINK = Set.of(new Pair("n0", "n1"));
    private static final Duration QUICK = Duration.ofMillis(1);
    private static final Duration SLOW = Duration.ofMillis(200);

    private static Times times(FakeMessages messages, boolean each, int limitMillis) {
        return new Times(messages, LINK, 0, QUICK, Duration.ofMillis(150), each, server -> true, Set::of,
                Duration.ofMillis(limitMillis));
    }

    @Test
    void messages_that_do_not_arrive_are_not_late() {
        FakeMessages none = FakeMessages.across(pair -> false);
        assertThatThrownBy(times(none, true, 20)::bad).hasMessageContaining("did not arrive");
        assertThatThrownBy(times(none, false, 20)::bad).hasMessageContaining("did not arrive");
        assertThatThrownBy(times(none, true, 20)::good).hasMessageContaining("did not arrive");
        assertThatThrownBy(times(none, false, 20)::good).hasMessageContaining("did not arrive");
    }

    @Test
    void messages_that_arrive_late_are() {
        assertThat(times(new FakeMessages(pair -> Optional.of(SLOW)), true, 1000).bad()).contains("200.0 ms");
        AtomicInteger sent = new AtomicInteger();
        FakeMessages some = new FakeMessages(pair -> Optional.of(sent.incrementAndGet() % 50 == 0 ? SLOW : QUICK));
        assertThat(times(some, false, 1000).bad()).contains("200.0 ms");
    }

    /** A lossy link heals while a narrow one is looked for: seen in 30 min of everything. */
    @Test
    void what_was_late_for_another_reason_before_tells_neither_way() {
        FakeMessages now = new FakeMessages(pair -> Optional.of(SLOW));
        Times narrowed = new Times(now, LINK, 0, Duration.ofMillis(190), Duration.ofMillis(150), true, server -> true,
                Set::of, Duration.ofMillis(20));
        assertThatThrownBy(narrowed::bad).isInstanceOf(NotPossible.class).hasMessageContaining("190.0 ms before");
    }

    @Test
    void a_link_that_was_quick_before_and_still_is_was_not_made_slow() {
        FakeMessages now = FakeMessages.across(pair -> true);
        assertThatThrownBy(times(now, true, 20)::bad)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not late");
    }

    @Test
    void a_link_that_loses_one_in_fifty_is_not_healed() {
        AtomicInteger sent = new AtomicInteger();
        FakeMessages lossy = new FakeMessages(pair -> Optional.of(sent.incrementAndGet() % 50 == 0 ? SLOW : QUICK));
        assertThatThrownBy(times(lossy, false, 100)::good).hasMessageContaining("no 100 in a row");
    }

    /** It would wait for its whole try at each round, and never be good again while the other fault lasts. */
    @Test
    void a_link_that_another_fault_cuts_is_not_looked_at() {
        Pair gone = new Pair("n0", "n2");
        FakeMessages messages = FakeMessages.across(pair -> !pair.equals(gone));
        Times times = new Times(messages, Set.of(new Pair("n0", "n1"), gone), 0, QUICK, Duration.ofMillis(150), false,
                server -> true, () -> Set.of(gone), Duration.ofSeconds(5));
        assertThat(times.good()).contains("none of 100 was late");
        assertThatThrownBy(() -> Times.of(messages, Set.of(gone), 0, SLOW, false, server -> true, () -> Set.of(gone)))
                .isInstanceOf(NotPossible.class);
    }

    /** Nothing is seen of it, so it is not seen to be healed. */
    @Test
    void a_fault_all_of_whose_links_another_one_cuts_is_not_healed_yet() {
        Times times = new Times(FakeMessages.across(pair -> false), LINK, 0, QUICK, Duration.ofMillis(150), false,
                server -> true, () -> LINK, Duration.ofMillis(20));
        assertThatThrownBy(times::good).hasMessageContaining("did not arrive");
    }

    @Test
    void it_is_healed_once_a_hundred_in_a_row_are_quick() {
        AtomicInteger sent = new AtomicInteger();
        FakeMessages healed = new FakeMessages(pair -> Optional.of(sent.incrementAndGet() < 50 ? SLOW : QUICK));
        assertThat(times(healed, false, 5000).good()).contains("none of 100 was late");
        assertThat(sent.get()).isGreaterThanOrEqualTo(149);
    }
}
