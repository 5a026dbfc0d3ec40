package natscompat.platform.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.platform.view.ClusterView.ConsumerReplicaView;
import natscompat.platform.view.ClusterView.ReplicaView;
import natscompat.platform.view.ClusterView.StreamView;
import org.junit.jupiter.api.Test;

/** What the answers of all servers come to. */
class ClusterViewsTest {
    private static final String MADE = "2026-11-21T08:00:00Z";

    private static StreamView stream(ClusterView view, String name) {
        return Optional.ofNullable(view.streams().get(name)).orElseThrow();
    }

    @Test
    void leaders_replicas_and_lag_come_together() {
        ClusterView view = ClusterViews.view(List.of(
                Says.of("s0", "s1").stream("S", MADE, 9, "s0", Says.good("s1"), Says.peer("s2", false, false, 4)).answer(),
                Says.of("s1", "s1").stream("S", MADE, 9, "s0", Says.good("s0"), Says.good("s2")).answer(),
                Says.of("s2", "s1").stream("S", MADE, 5, "s0").answer()));
        assertThat(view.metaLeader()).contains("s1");
        assertThat(view.silent()).isEmpty();
        StreamView stream = stream(view, "S");
        assertThat(stream.leader()).contains("s0");
        assertThat(stream.peers()).containsExactly("s0", "s1", "s2");
        assertThat(stream.replicas()).isEqualTo(Map.of(
                "s0", new ReplicaView(9, 10, 1, 9, 2, true, 0),
                "s1", new ReplicaView(9, 10, 1, 9, 2, true, 0),
                "s2", new ReplicaView(5, 10, 1, 5, 2, false, 4)));
    }

    @Test
    void a_silent_leader_is_known_from_the_others_and_a_server_that_denies_it_is_none() {
        Answer one = Says.of("s1", "s0").stream("S", MADE, 9, "s0", Says.good("s0")).answer();
        ClusterView view = ClusterViews.view(List.of(Says.silent("s0"), one));
        assertThat(view.silent()).containsExactly(Map.entry("s0", "connection refused"));
        assertThat(stream(view, "S").leader()).contains("s0");
        assertThat(stream(view, "S").peers()).containsExactly("s0", "s1");

        Answer denies = Says.of("s0", "s0").stream("S", MADE, 9, "").answer();
        assertThat(stream(ClusterViews.view(List.of(denies, one)), "S").leader()).isEmpty();
    }

    @Test
    void consumers_are_told_by_each_server() {
        String detail = """
                [{"name":"c","created":"%s","delivered":{"stream_seq":7,"consumer_seq":8},"ack_floor":{"stream_seq":5},
                  "num_ack_pending":2,"num_pending":1,"cluster":{"leader":"s1","replicas":[%s]}}]"""
                .formatted(MADE, Says.good("s0"));
        ClusterView view = ClusterViews.view(List.of(
                Says.of("s1", "s1").consumed("S", MADE, 9, "s0", detail, Says.good("s0")).answer()));
        assertThat(stream(view, "S").consumers().get("c")).satisfies(consumer -> {
            assertThat(consumer).isNotNull();
            assertThat(consumer.leader()).contains("s1");
            assertThat(consumer.peers()).containsExactly("s0", "s1");
            assertThat(consumer.replicas()).isEqualTo(Map.of("s1", new ConsumerReplicaView(7, 5, 2, 1)));
        });
    }

    @Test
    void nobody_answering_is_a_view_too() {
        ClusterView view = ClusterViews.view(List.of(Says.silent("s0"), Says.silent("s1")));
        assertThat(view).isEqualTo(new ClusterView(Optional.empty(), Map.of(),
                Map.of("s0", "connection refused", "s1", "connection refused")));
    }
}
