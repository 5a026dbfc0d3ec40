package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

/** n0 is to be cut off from n1 and n2. */
class RoundTest {
    private static final Set<Pair> CUT = Set.of(
            new Pair("n0", "n1"), new Pair("n1", "n0"), new Pair("n0", "n2"), new Pair("n2", "n0"));
    private static final Pair OPEN = new Pair("n1", "n2");

    private final FakeLinks links = new FakeLinks();

    private String against(FakeMessages messages) {
        Set<Pair> open = new HashSet<>(messages.all());
        open.removeAll(CUT);
        return Round.of(messages, new LinkLayers(links), Duration.ofMillis(1)).against(CUT, open);
    }

    @Test
    void cut_links_are_silent_while_all_others_are_crossed() {
        assertThat(against(FakeMessages.across(pair -> !CUT.contains(pair)))).isEmpty();
    }

    @Test
    void a_message_that_crosses_is_no_cut() {
        assertThat(against(FakeMessages.across(pair -> true))).contains("messages still cross");
    }

    @Test
    void a_network_that_is_dead_as_a_whole_is_no_partition() {
        assertThat(against(FakeMessages.across(pair -> pair.from().equals(pair.to()))))
                .contains("though nobody cut").contains("n1->n2");
    }

    @Test
    void a_server_that_is_gone_proves_no_cut() {
        assertThat(against(FakeMessages.across(pair -> !pair.from().equals("n0") && !pair.to().equals("n0"))))
                .contains("no two servers answer their own clients");
    }

    @Test
    void a_third_server_that_is_gone_hides_no_cut() {
        assertThat(against(FakeMessages.across(pair ->
                pair.from().equals(pair.to()) && !pair.from().equals("n2")))).isEmpty();
    }

    @Test
    void an_open_link_may_be_so_slow_that_only_the_proxy_sees_it_move() {
        assertThat(against(FakeMessages.across(pair -> {
            // Counted while the round waits for its messages.
            links.went(OPEN, 10, LinkCounts.NONE);
            return !CUT.contains(pair) && !pair.equals(OPEN);
        }))).isEmpty();
    }
}
