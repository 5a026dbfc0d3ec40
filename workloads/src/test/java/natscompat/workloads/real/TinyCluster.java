package natscompat.workloads.real;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import natscompat.client.Endpoint;
import natscompat.deployer.local.LocalPlatform;
import natscompat.model.plan.Mix;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Login;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.platform.view.ClusterViews;
import natscompat.testing.TestReleases;

/** A cluster of real servers that ends with the test. */
final class TinyCluster implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(50);

    private final LocalPlatform platform = new LocalPlatform();
    private final Cluster cluster;

    TinyCluster(Path folder, List<String> mix) {
        try {
            Path cell = Files.createDirectories(folder.resolve("cluster"));
            Map<String, BuiltRelease> releases = mix.stream().distinct()
                    .collect(Collectors.toMap(Function.identity(), TestReleases::built));
            String name = "tiny" + ProcessHandle.current().pid() + "-" + System.identityHashCode(this);
            cluster = platform.create(new ClusterSpec(name, new Mix(mix), releases, new CellFolder(cell),
                    new RunClock(), event -> {}, false));
            cluster.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name(int i) {
        return cluster.servers().get(i).name();
    }

    List<Endpoint> endpoints() {
        return endpoints(cluster.login());
    }

    List<Endpoint> systemEndpoints() {
        return endpoints(cluster.systemLogin());
    }

    private List<Endpoint> endpoints(Login login) {
        return cluster.servers().stream()
                .map(s -> new Endpoint(s.name(), s.clientUrl(), login.user(), login.password()))
                .toList();
    }

    Optional<String> metaLeader() {
        return ClusterViews.look(cluster, SOON).metaLeader();
    }

    void awaitHealthy() {
        cluster.awaitCaughtUp("the test to go on", LIMIT);
    }

    void kill(int i) {
        cluster.servers().get(i).signal(Signal.KILL);
        cluster.servers().get(i).awaitExit(SOON);
    }

    /** From now on nobody answers, and no connection ends. */
    void freeze() {
        cluster.servers().forEach(server -> server.signal(Signal.STOP));
    }

    /** From now on all of them go on where they were. */
    void thaw() {
        cluster.servers().forEach(server -> server.signal(Signal.CONT));
    }

    /** Names of the clients that it has now, in order, as it says itself. */
    List<String> connectionNames(int i) {
        try {
            JsonNode connections = cluster.servers().get(i).monitor("connz?limit=1024", SOON).path("connections");
            return connections.valueStream().map(connection -> connection.path("name").asText()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start(int i) {
        cluster.servers().get(i).start();
    }

    /** Waits until the server serves again, so that killing the next one takes away no majority for long. */
    void awaitBack(int i) {
        Server server = cluster.servers().get(i);
        Waiting.until(server.name() + " to be back", LIMIT, POLL, () -> {
            String missing = cluster.missing(server);
            return missing.isEmpty() ? Waiting.Look.there("") : Waiting.Look.notYet(missing);
        });
    }

    @Override
    public void close() {
        cluster.close();
        platform.close();
    }
}
