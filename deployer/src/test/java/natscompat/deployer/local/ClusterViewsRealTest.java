package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import natscompat.deployer.Fixture;
import natscompat.model.plan.Mix;
import natscompat.platform.Cluster;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterView.StreamView;
import natscompat.platform.view.ClusterViews;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Views of a real cluster of several minors. */
@Tag("real")
@Timeout(120)
class ClusterViewsRealTest {
    private static final Duration ANSWER = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    @Test
    void five_minors_tell_of_one_stream_and_its_consumer() throws Exception {
        List<String> names = List.of("v2.9.25", "v2.10.29", "v2.11.17", "v2.12.15", "v2.14.5");
        Fixture fixture = new Fixture(folder, "five");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster =
                    platform.create(fixture.spec(new Mix(names), Fixture.releases(names.toArray(String[]::new))));
            cluster.start();
            Fixture.createStream(cluster, "S", 5);
            Fixture.createConsumer(cluster, "S", "c");
            Fixture.publish(cluster, "S", 7);
            cluster.awaitCaughtUp("five equal replicas", Duration.ofSeconds(30));

            ClusterView view = ClusterViews.look(cluster, ANSWER);

            assertThat(view.silent()).isEmpty();
            assertThat(view.metaLeader()).isPresent();
            StreamView stream = Optional.ofNullable(view.streams().get("S")).orElseThrow();
            assertThat(stream.leader()).isPresent();
            assertThat(stream.peers()).containsExactly("five-0", "five-1", "five-2", "five-3", "five-4");
            assertThat(stream.replicas().values()).hasSize(5).allSatisfy(replica -> {
                assertThat(replica.messages()).isEqualTo(7);
                assertThat(replica.current()).isTrue();
            });
            assertThat(stream.consumers().get("c")).satisfies(consumer -> {
                assertThat(consumer).isNotNull();
                assertThat(consumer.leader()).isPresent();
                assertThat(consumer.replicas()).hasSize(5);
            });

            Server leader = cluster.servers().stream()
                    .filter(server -> stream.leader().filter(server.name()::equals).isPresent()).findFirst().orElseThrow();
            leader.signal(Signal.KILL);
            leader.awaitExit(Duration.ofSeconds(5));
            ClusterView without = ClusterViews.look(cluster, ANSWER);
            assertThat(without.silent()).containsOnlyKeys(leader.name());
            assertThat(without.streams()).containsOnlyKeys("S");
        }
    }
}
