package natscompat.mayhem.group;

import static org.assertj.core.api.Assertions.assertThat;

import natscompat.mayhem.fake.FakeCluster;
import org.junit.jupiter.api.Test;

class LedTest {
    private final FakeCluster cluster = new FakeCluster(3).stream("s", "n0", "n0", "n0", "n1", "n2");

    /** Who waits for all replicas and gives up has to say which one was missing. */
    @Test
    void a_replica_that_has_not_caught_up_is_named() {
        cluster.behind("s", "n2");
        assertThat(Led.whole(cluster.view(), "s", 3)).isFalse();
        assertThat(Led.said(cluster.view(), "s"))
                .isEqualTo("peers [n0, n1, n2], leader n0, not caught up: n2 not current, 9 behind, last 0");
    }

    @Test
    void a_stream_whose_replicas_all_caught_up_names_none() {
        assertThat(Led.whole(cluster.view(), "s", 3)).isTrue();
        assertThat(Led.said(cluster.view(), "s")).isEqualTo("peers [n0, n1, n2], leader n0");
        assertThat(Led.said(cluster.view(), "t")).isEqualTo("no such stream");
    }
}
