package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.client.Connections;
import natscompat.deployer.local.LocalPlatform;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.RunClock;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.view.ClusterViews;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rolls that begin with the meta leader, on real servers. */
@Tag("real")
@Timeout(180)
class LeaderFirstTest {
    private static final String RELEASE = "v2.14.5";

    @TempDir
    Path folder;

    private final List<Event> events = new CopyOnWriteArrayList<>();

    private static Optional<String> leader(Cluster cluster) {
        return ClusterViews.look(cluster, Duration.ofSeconds(2)).metaLeader();
    }

    private static String name(Cluster cluster, int ordinal) {
        return cluster.servers().get(ordinal).name();
    }

    /** The meta leader is on that server when this comes back. */
    private static void lead(Cluster cluster, int ordinal) {
        try (Connections connections = new Connections();
                Steering steering = new Steering(cluster, connections, "test")) {
            Optional<String> moved = steering.leadership()
                    .moveMeta(List.of(name(cluster, ordinal)), Duration.ofSeconds(20), () -> leader(cluster));
            assertThat(moved).contains(name(cluster, ordinal));
        }
    }

    /** A roll begins, and its first server is rolled; the events of that alone. */
    private void firstOfARoll(String run, Cluster cluster) throws IOException {
        events.clear();
        Taking.steps(folder.resolve(run), cluster, new NoFaults(), new AtomicBoolean(), events::add,
                List.of(new Step.BeginRoll(1, List.of(2, 1, 0)), new Step.Roll(2, 2, RELEASE, StopStyle.SIGTERM, false)));
    }

    private List<String> out() {
        return events.stream()
                .filter(Event.ServerOut.class::isInstance)
                .map(event -> ((Event.ServerOut) event).server())
                .toList();
    }

    private Event.RollBegan began() {
        return events.stream()
                .filter(Event.RollBegan.class::isInstance)
                .map(Event.RollBegan.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMetaLeaderIsRolledFirstWhereverItIsOrMovedWhereThereIsOneOrderOnly() throws IOException {
        CellFolder cell = new CellFolder(folder.resolve("cell"));
        Files.createDirectories(cell.path().resolve("servers"));
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(new ClusterSpec("leader-first", Mix.all(RELEASE, 3),
                    Map.of(RELEASE, TestReleases.built(RELEASE)), cell, new RunClock(), events::add, false));
            cluster.start();

            lead(cluster, 1);
            firstOfARoll("any-order", cluster);
            assertThat(out()).as("rolled first").containsExactly(name(cluster, 1));
            assertThat(began().leader()).isEqualTo(name(cluster, 1));
            assertThat(began().servers()).containsExactly(name(cluster, 1), name(cluster, 2), name(cluster, 0));

            lead(cluster, 0);
            firstOfARoll("one-order", new OneOrder(cluster));
            assertThat(out()).as("rolled first").containsExactly(name(cluster, 2));
            assertThat(began().leader()).as("moved beforehand").isEqualTo(name(cluster, 2));
        }
    }
}
