package natscompat.mayhem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.platform.Server;
import org.junit.jupiter.api.Test;

class RoleResolverTest {
    private final FakeCluster cluster = new FakeCluster(5)
            .metaLeader("n4")
            .stream("a", "n1", "n2", "n0", "n1", "n2")
            .stream("b", "n3", "n3", "n1", "n2", "n3");
    private final Set<String> unusable = new HashSet<>();
    private final Map<String, Integer> hits = new HashMap<>();

    private Resolved resolve(Role role, long draw, Integer... ordinals) {
        PlannedFault planned = new PlannedFault(
                "7.1", "calm", "kill", role, List.of(ordinals), Duration.ZERO, Duration.ZERO, false, draw);
        return new RoleResolver(
                        cluster.view(),
                        cluster.servers(),
                        server -> !unusable.contains(server.name()),
                        List.of("a", "b"),
                        List.of("a/c", "b/c"),
                        server -> hits.getOrDefault(server.name(), 0))
                .resolve(planned);
    }

    private Set<String> seen(Role role, Integer... ordinals) {
        Set<String> names = new HashSet<>();
        LongStream.range(0, 40)
                .forEach(draw -> resolve(role, draw, ordinals).targets().forEach(s -> names.add(s.name())));
        return names;
    }

    @Test
    void leaders_of_streams_are_drawn_among_all_that_lead_one() {
        assertThat(seen(Role.STREAM_LEADER)).containsExactlyInAnyOrder("n1", "n3");
    }

    @Test
    void leaders_of_consumers_are_drawn_among_all_that_lead_one() {
        assertThat(seen(Role.CONSUMER_LEADER)).containsExactlyInAnyOrder("n2", "n3");
    }

    @Test
    void the_meta_leader_is_the_one_that_leads_now() {
        assertThat(seen(Role.META_LEADER)).containsExactly("n4");
        cluster.metaLeader("n0");
        assertThat(seen(Role.META_LEADER)).containsExactly("n0");
    }

    @Test
    void followers_lead_no_stream_of_the_workloads() {
        assertThat(seen(Role.FOLLOWER)).containsExactlyInAnyOrder("n0", "n2", "n4");
    }

    @Test
    void old_and_new_are_drawn_among_the_ordinals_of_the_plan() {
        assertThat(seen(Role.OLD, 0, 2)).containsExactlyInAnyOrder("n0", "n2");
        assertThat(seen(Role.NEW, 3)).containsExactly("n3");
    }

    @Test
    void ordinals_are_all_that_the_plan_names() {
        assertThat(resolve(Role.ORDINAL, 1, 1, 3).targets()).extracting(Server::name).containsExactly("n1", "n3");
    }

    @Test
    void a_minority_is_never_half_and_a_majority_always_more() {
        for (long draw = 0; draw < 40; draw++) {
            assertThat(resolve(Role.MINORITY, draw).targets()).hasSizeBetween(1, 2);
            assertThat(resolve(Role.MAJORITY, draw).targets()).hasSizeBetween(3, 4);
        }
    }

    @Test
    void all_is_everyone_even_those_that_cannot_be_hit_now() {
        unusable.add("n2");
        assertThat(resolve(Role.ALL, 1).targets()).hasSize(5);
    }

    @Test
    void any_goes_round() {
        hits.putAll(Map.of("n0", 1, "n1", 2, "n2", 1, "n4", 1));
        assertThat(seen(Role.ANY)).containsExactly("n3");
    }

    @Test
    void servers_that_cannot_be_hit_are_left_out_and_the_reason_is_said() {
        unusable.add("n4");
        assertThat(resolve(Role.META_LEADER, 1).targets()).isEmpty();
        assertThat(resolve(Role.META_LEADER, 1).said()).contains("no usable meta leader: n4");
    }

    @Test
    void where_every_usable_server_leads_a_stream_a_follower_of_another_one_is_taken() {
        unusable.addAll(Set.of("n0", "n2", "n4"));
        cluster.stream("a", "n1", "n2", "n1", "n2", "n3");
        assertThat(seen(Role.FOLLOWER)).containsExactlyInAnyOrder("n1", "n3");
        LongStream.range(0, 40).mapToObj(draw -> resolve(Role.FOLLOWER, draw)).forEach(resolved -> assertThat(resolved.said())
                .contains("follower of a stream: " + (resolved.targets().getFirst().name().equals("n1") ? "b" : "a")));
    }

    @Test
    void who_has_no_replica_of_a_stream_follows_it_not() {
        unusable.addAll(Set.of("n0", "n2", "n4"));
        assertThat(seen(Role.FOLLOWER)).as("n3 is no peer of a").containsExactly("n1");
    }

    @Test
    void the_one_usable_server_that_leads_every_stream_is_no_follower() {
        cluster.stream("b", "n1", "n3", "n1", "n2", "n3");
        unusable.addAll(Set.of("n0", "n2", "n3", "n4"));
        assertThat(resolve(Role.FOLLOWER, 1).targets()).isEmpty();
        assertThat(resolve(Role.FOLLOWER, 1).said()).contains("every usable server leads each stream");
    }

    @Test
    void the_same_draw_gives_the_same_server() {
        for (Role role : Role.values()) {
            assertThat(resolve(role, 17, 1, 2)).isEqualTo(resolve(role, 17, 1, 2));
        }
    }
}
