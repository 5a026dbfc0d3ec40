package natscompat.deployer;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.release.BuiltRelease;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.RunClock;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Server;
import natscompat.testing.Eventually;
import natscompat.testing.TestReleases;

/** A cell's folder, its recorded events, and what a client does. */
public final class Fixture {
    /** In the order in which they were recorded. */
    public final List<Event> events = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final String name;

    /** Of a cell in that folder, whose cluster has that name. */
    public Fixture(Path folder, String name) {
        this.folder = folder;
        this.name = name;
    }

    /** Built by the Go tool. */
    public static Map<String, BuiltRelease> releases(String... names) {
        Map<String, BuiltRelease> releases = new TreeMap<>();
        for (String name : names) {
            releases.put(name, TestReleases.built(name));
        }
        return releases;
    }

    /** Of its cluster, without a link proxy. */
    public ClusterSpec spec(Mix mix, Map<String, BuiltRelease> releases) throws IOException {
        Files.createDirectories(folder.resolve("servers"));
        return new ClusterSpec(name, mix, releases, new CellFolder(folder), new RunClock(), events::add, false);
    }

    /** Like the other, and {@code also} hears each event after it was recorded. */
    public ClusterSpec spec(Mix mix, Map<String, BuiltRelease> releases, Consumer<Event> also) throws IOException {
        ClusterSpec plain = spec(mix, releases);
        return new ClusterSpec(plain.name(), mix, releases, plain.folder(), plain.clock(),
                event -> {
                    events.add(event);
                    also.accept(event);
                }, false);
    }

    /** Those of one kind. */
    public <E extends Event> List<E> events(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Connection connect(Connections connections, Cluster cluster, Server server) {
        Endpoint endpoint = new Endpoint(
                server.name(), server.clientUrl(), cluster.login().user(), cluster.login().password());
        return connections.connect(endpoint, "test", Duration.ofSeconds(10));
    }

    /** As a client of one of its servers. */
    public static void createStream(Cluster cluster, String stream, int replicas) {
        try (Connections connections = new Connections()) {
            StreamConfiguration config = StreamConfiguration.builder()
                    .name(stream)
                    .subjects(stream + ".>")
                    .replicas(replicas)
                    .storageType(StorageType.File)
                    .build();
            Connection connection = connect(connections, cluster, cluster.servers().getFirst());
            Eventually.answered("stream " + stream, () -> connection.jetStreamManagement().addStream(config));
        }
    }

    /** As a client of one of its servers. */
    public static void createConsumer(Cluster cluster, String stream, String consumer) {
        try (Connections connections = new Connections()) {
            Connection connection = connect(connections, cluster, cluster.servers().getFirst());
            ConsumerConfiguration config =
                    ConsumerConfiguration.builder().durable(consumer).ackPolicy(AckPolicy.Explicit).build();
            Eventually.answered("consumer " + consumer,
                    () -> connection.jetStreamManagement().addOrUpdateConsumer(stream, config));
        }
    }

    /** As a client of one of its servers. */
    public static void publish(Cluster cluster, String stream, int messages) throws IOException, JetStreamApiException {
        try (Connections connections = new Connections()) {
            JetStream jetStream = connect(connections, cluster, cluster.servers().getFirst()).jetStream();
            for (int i = 0; i < messages; i++) {
                byte[] message = ("m" + i).getBytes(StandardCharsets.UTF_8);
                if (i == 0) {
                    Eventually.answered("the way to " + stream, () -> jetStream.publish(stream + ".a", message));
                } else {
                    jetStream.publish(stream + ".a", message);
                }
            }
        }
    }

    /** As a client of one of its servers. */
    public static long messages(Cluster cluster, String stream) throws IOException, JetStreamApiException {
        try (Connections connections = new Connections()) {
            return connect(connections, cluster, cluster.servers().getLast())
                    .jetStreamManagement()
                    .getStreamInfo(stream)
                    .getStreamState()
                    .getMsgCount();
        }
    }
}
