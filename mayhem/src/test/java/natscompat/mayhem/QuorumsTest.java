package natscompat.mayhem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.mayhem.fake.FakeCluster;
import org.junit.jupiter.api.Test;

class QuorumsTest {
    private static final List<String> FIVE = List.of("n0", "n1", "n2", "n3", "n4");
    private final FakeCluster cluster = new FakeCluster(5).stream("s", "n0", "n1", "n0", "n1", "n2");

    private Optional<String> broken(String... away) {
        return Quorums.broken(cluster.view(), FIVE, Set.of(away));
    }

    @Test
    void a_group_bears_the_loss_of_its_minority() {
        assertThat(broken("n0")).isEmpty();
        assertThat(broken("n0", "n3")).isEmpty();
    }

    @Test
    void two_of_three_peers_are_too_many_though_the_meta_group_would_bear_it() {
        assertThat(broken("n0", "n1")).contains("stream s would keep 1 of 3");
    }

    @Test
    void the_meta_group_counts_all_servers() {
        assertThat(broken("n2", "n3", "n4")).contains("the meta group would keep 2 of 5");
    }

    @Test
    void servers_that_do_not_answer_are_away_already() {
        cluster.fake(1).signal(natscompat.platform.Signal.KILL);
        assertThat(broken("n0")).contains("stream s would keep 1 of 3");
    }

    @Test
    void a_replica_that_is_behind_is_away_already() {
        cluster.behind("s", "n1");
        assertThat(broken("n0")).contains("stream s would keep 1 of 3");
        assertThat(broken("n1")).isEmpty();
    }

    @Test
    void without_a_leader_nobody_can_tell() {
        cluster.stream("s", "", "n1", "n0", "n1", "n2");
        assertThat(broken("n3")).contains("stream s has no leader now");
        cluster.stream("s", "n1", "", "n0", "n1", "n2");
        assertThat(broken("n3")).contains("consumer s/c has no leader now");
    }

    @Test
    void a_group_of_one_is_named_but_does_not_forbid() {
        cluster.stream("r1", "n4", "n4", "n4");
        assertThat(broken("n4")).isEmpty();
        assertThat(Quorums.alone(cluster.view(), Set.of("n4"))).containsExactly("r1");
        assertThat(Quorums.alone(cluster.view(), Set.of("n3"))).isEmpty();
    }
}
