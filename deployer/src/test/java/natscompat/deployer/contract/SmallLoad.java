package natscompat.deployer.contract;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;

/** One client that publishes into a stream, a message every 20 ms, and counts what was acknowledged. */
final class SmallLoad implements AutoCloseable {
    private static final Duration GAP = Duration.ofMillis(20);

    private final AtomicBoolean ending = new AtomicBoolean();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Connections connections = new Connections();
    private final Connection connection;
    private final Thread thread;

    SmallLoad(Cluster cluster, String stream) {
        Server server = cluster.servers().getFirst();
        connection = connections.connect(
                new Endpoint(server.name(), server.clientUrl(), cluster.login().user(), cluster.login().password()),
                "load", Duration.ofSeconds(20));
        thread = Thread.ofVirtual().start(() -> publish(stream));
    }

    private void publish(String stream) {
        for (long i = 0; !ending.get(); i++) {
            try {
                connection.jetStream().publish(stream + ".a", ("m" + i).getBytes(StandardCharsets.UTF_8));
                acknowledged.incrementAndGet();
            } catch (IOException | JetStreamApiException | IllegalStateException e) {
                refused.incrementAndGet();
            }
            Waiting.pause("the next message", GAP);
        }
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** Ends it and returns how many messages were acknowledged. */
    long end() {
        ending.set(true);
        Waiting.reached("the last message", Duration.ofSeconds(20), Duration.ofMillis(10), () -> !thread.isAlive());
        return acknowledged.get();
    }

    @Override
    public void close() {
        end();
        connections.close();
    }
}
