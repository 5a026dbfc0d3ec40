package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Test;

class CutsTest {
    private static List<String> servers(int size) {
        return IntStream.range(0, size).mapToObj(i -> "n" + i).toList();
    }

    /** Whom a server can talk to, itself included. */
    private static Set<String> seenBy(String server, List<String> all, Map<Pair, LinkPolicy> cuts) {
        return all.stream()
                .filter(other -> !cuts.containsKey(new Pair(server, other)) && !cuts.containsKey(new Pair(other, server)))
                .collect(Collectors.toSet());
    }

    @Test
    void in_a_ring_every_server_sees_a_majority_and_no_two_the_same() {
        for (int size : List.of(5, 7, 9)) {
            List<String> all = servers(size);
            Map<Pair, LinkPolicy> cuts = Cuts.majoritiesRing(all);
            List<Set<String>> views = all.stream().map(server -> seenBy(server, all, cuts)).toList();
            assertThat(views).as("%d servers", size).allMatch(view -> 2 * view.size() > size);
            assertThat(new HashSet<>(views)).hasSize(size);
        }
    }

    @Test
    void three_servers_make_a_ring_with_one_cut_pair() {
        assertThat(Cuts.majoritiesRing(servers(3))).containsOnlyKeys(new Pair("n0", "n1"), new Pair("n1", "n0"));
    }

    @Test
    void a_bridge_talks_to_both_halves_which_do_not_talk_to_each_other() {
        for (int size : List.of(3, 5)) {
            List<String> all = servers(size);
            Map<Pair, LinkPolicy> cuts = Cuts.bridge(all);
            assertThat(seenBy("n" + (size - 1), all, cuts)).hasSize(size);
            assertThat(seenBy("n0", all, cuts)).hasSize(size / 2 + 1);
        }
    }

    @Test
    void isolated_servers_hear_each_other_and_nobody_else() {
        Map<Pair, LinkPolicy> cuts = Cuts.off(List.of("n0", "n1"), servers(5));
        assertThat(seenBy("n0", servers(5), cuts)).containsExactlyInAnyOrder("n0", "n1");
        assertThat(seenBy("n4", servers(5), cuts)).containsExactlyInAnyOrder("n2", "n3", "n4");
    }

    @Test
    void one_way_cuts_are_one_way() {
        assertThat(Cuts.mute(List.of("n0"), servers(3))).containsOnlyKeys(new Pair("n0", "n1"), new Pair("n0", "n2"));
        assertThat(Cuts.deaf(List.of("n0"), servers(3))).containsOnlyKeys(new Pair("n1", "n0"), new Pair("n2", "n0"));
    }

    @Test
    void a_leader_has_as_many_with_it_as_are_a_minority_still() {
        assertThat(Cuts.minorityWith("n1", servers(3))).containsExactly("n1");
        assertThat(Cuts.minorityWith("n1", servers(5))).containsExactly("n1", "n0");
    }

    @Test
    void halves_of_five_are_two_and_three() {
        assertThat(seenBy("n0", servers(5), Cuts.halves(servers(5)))).containsExactlyInAnyOrder("n0", "n1");
    }

    @Test
    void each_alone_is_everybody_alone() {
        assertThat(Cuts.each(servers(3))).hasSize(6);
    }
}
