package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.deployer.Fixture;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The gate under load: streams that move, and streams that come and go all the time. */
@Tag("real")
@Timeout(180)
class RollUnderLoadTest {
    @TempDir
    Path folder;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger cycled = new AtomicInteger();

    @Test
    void a_roll_of_three_passes_its_gates_in_seconds() throws Exception {
        Fixture fixture = new Fixture(folder, "load");
        try (LocalPlatform platform = new LocalPlatform();
                Connections connections = new Connections()) {
            Cluster cluster = platform.create(
                    fixture.spec(Mix.all("v2.12.15", 3), Fixture.releases("v2.12.15", "v2.14.5")));
            cluster.start();
            Fixture.createStream(cluster, "MOVING", 3);
            Fixture.createConsumer(cluster, "MOVING", "c");
            List<Thread> load = load(cluster, connections);
            List<Duration> rolls = new ArrayList<>();
            for (int ordinal = 2; ordinal >= 0; ordinal--) {
                long began = System.nanoTime();
                cluster.roll(ordinal, "v2.14.5", StopStyle.SIGTERM, false);
                rolls.add(Duration.ofNanos(System.nanoTime() - began));
            }
            stop.set(true);
            for (Thread thread : load) {
                thread.join(Duration.ofSeconds(20));
            }

            assertThat(rolls).as("published %s, cycled %s", published, cycled)
                    .allMatch(roll -> roll.compareTo(Duration.ofSeconds(20)) < 0);
            assertThat(published.get()).isGreaterThan(50);
            assertThat(cycled.get()).isGreaterThan(10);
        }
    }

    private List<Thread> load(Cluster cluster, Connections connections) {
        List<Thread> threads = new ArrayList<>();
        for (Server server : cluster.servers()) {
            Connection connection = connections.connect(
                    new Endpoint(server.name(), server.clientUrl(), cluster.login().user(), cluster.login().password()),
                    "load", Duration.ofSeconds(10));
            threads.add(Thread.ofVirtual().start(() -> repeat(() -> publish(connection))));
            threads.add(Thread.ofVirtual().start(() -> repeat(() -> cycle(connection, server.name()))));
        }
        return List.copyOf(threads);
    }

    private interface Step {
        void take() throws IOException, JetStreamApiException;
    }

    /** What fails while a server is away is no matter here. */
    private void repeat(Step step) {
        while (!stop.get()) {
            try {
                step.take();
            } catch (IOException | JetStreamApiException | IllegalStateException e) {
                Waiting.pause("a server that is away", Duration.ofMillis(50));
            }
            Waiting.pause("the rate of the load", Duration.ofMillis(30));
        }
    }

    private void publish(Connection connection) throws IOException, JetStreamApiException {
        connection.jetStream().publish("MOVING.a", "x".getBytes(StandardCharsets.UTF_8));
        published.incrementAndGet();
    }

    private void cycle(Connection connection, String name) throws IOException, JetStreamApiException {
        String stream = "T-" + name;
        connection.jetStreamManagement().addStream(StreamConfiguration.builder()
                .name(stream).subjects(stream + ".>").replicas(3).storageType(StorageType.File).build());
        connection.jetStreamManagement().deleteStream(stream);
        cycled.incrementAndGet();
    }
}
