package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.client.JetStreamApi;
import natscompat.client.Leadership;
import natscompat.testing.Eventually;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaders of streams, consumers and the meta group go where they are wanted, whatever release leads now. */
@Tag("real")
final class LeadershipTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration REQUEST = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void goesOntoEachServerOfAMix() throws Exception {
        everybodyLeads(List.of("v2.9.25", "v2.10.29", "v2.14.5"));
    }

    private void everybodyLeads(List<String> mix) throws Exception {
        try (TinyCluster cluster = new TinyCluster(folder, mix);
                Connections connections = new Connections()) {
            JetStreamApi account = new JetStreamApi(connections.connect(cluster.endpoints().getFirst(), "a", LIMIT));
            JetStreamApi system =
                    new JetStreamApi(connections.connect(cluster.systemEndpoints().getFirst(), "s", LIMIT));
            Eventually.answered("the stream", () -> account.request("$JS.API.STREAM.CREATE.s",
                    "{\"name\":\"s\",\"subjects\":[\"s\"],\"num_replicas\":3,\"storage\":\"file\"}", REQUEST));
            Eventually.answered("the consumer", () -> account.request("$JS.API.CONSUMER.DURABLE.CREATE.s.c",
                    "{\"stream_name\":\"s\",\"config\":{\"durable_name\":\"c\",\"ack_policy\":\"explicit\"}}", REQUEST));
            Leadership leadership = new Leadership(account, system);
            onto(cluster, "stream", onto -> leadership.moveStream("s", onto, LIMIT));
            onto(cluster, "consumer", onto -> leadership.moveConsumer("s", "c", onto, LIMIT));
            onto(cluster, "meta", onto -> leadership.moveMeta(onto, LIMIT, cluster::metaLeader));
        }
    }

    private static void onto(
            TinyCluster cluster, String what, Function<List<String>, Optional<String>> move) {
        for (Endpoint server : cluster.endpoints()) {
            Optional<String> leader = move.apply(List.of(server.server()));
            assertThat(leader).as(what).contains(server.server());
        }
    }
}
