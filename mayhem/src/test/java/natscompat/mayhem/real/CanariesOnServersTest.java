package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.canary.Canaries;
import natscompat.mayhem.canary.Canary;
import natscompat.mayhem.canary.CanaryContext;
import natscompat.mayhem.canary.CanaryTarget;
import natscompat.model.failure.FailureException;
import natscompat.model.history.Event;
import natscompat.model.history.Operation;
import natscompat.model.history.OperationKind;
import natscompat.model.rundir.HistoryWriter;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.testing.Eventually;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanariesOnServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final CanaryTarget PULL =
            new CanaryTarget("durable-pull-consumer", List.of("load"), List.of("load/c"));

    private @Nullable RealCell started;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused, JetStreamApiException {
        RealCell cell = RealCell.of(folder, "canary", "v2.12.15");
        started = cell;
        assertThat(receive(50)).isEqualTo(50);
    }

    @AfterAll
    void end() {
        cell().close();
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    /** Fetches and acknowledges with confirmation; how many came. */
    private int receive(int most) throws IOException, JetStreamApiException {
        JetStreamSubscription subscription = cell().connect(cell().cluster.servers().getFirst())
                .jetStream()
                .subscribe(null, PullSubscribeOptions.bind("load", "c"));
        List<Message> messages = subscription.fetch(most, Duration.ofSeconds(2));
        for (Message message : messages) {
            try {
                message.ackSync(LIMIT);
            } catch (java.util.concurrent.TimeoutException | InterruptedException e) {
                throw new IOException(e);
            }
        }
        return messages.size();
    }

    private List<Operation> sing(String name, CanaryTarget... targets) throws IOException {
        Canary canary = Canaries.named(name).orElseThrow();
        try (HistoryWriter history = cell().folder.historyWriter()) {
            canary.breakIt(new CanaryContext(
                    cell().cluster,
                    cell().connect(cell().cluster.servers().getFirst()),
                    List.of(targets),
                    history,
                    cell().events::add,
                    cell().clock,
                    Draws.of(42).at(name)));
        }
        assertThat(cell().events(Event.Canary.class)).extracting(Event.Canary::name).endsWith(name);
        return cell().folder.history();
    }

    private JsonNode state() throws IOException, JetStreamApi.Refused {
        return cell().api().request("$JS.API.STREAM.INFO.load", "", LIMIT).path("state");
    }

    @Test
    void an_acknowledged_message_is_gone() throws IOException, JetStreamApi.Refused {
        long before = state().path("messages").asLong();
        sing("delete-message", PULL);
        assertThat(state().path("messages").asLong()).isEqualTo(before - 1);
    }

    @Test
    void a_message_is_stored_twice_with_the_same_payload() throws IOException, JetStreamApi.Refused {
        cell().connect(cell().cluster.servers().getFirst());
        long before = state().path("last_seq").asLong();
        sing("store-twice", PULL);
        assertThat(state().path("last_seq").asLong()).isEqualTo(before + 1);
    }

    @Test
    void a_consumer_forgets_what_was_acknowledged() throws Exception {
        sing("reset-consumer", PULL);
        assertThat(receive(50)).isGreaterThan(10);
    }

    @Test
    void an_acknowledgement_is_recorded_for_nothing() throws IOException, JetStreamApi.Refused {
        List<Operation> history = sing("forge-ack", PULL);
        Operation forged = history.getFirst();
        assertThat(history).extracting(Operation::kind).containsExactly(OperationKind.PUBLISH, OperationKind.DELIVER);
        assertThat(forged.ok()).isTrue();
        assertThatThrownBy(() -> cell().api().request(
                        "$JS.API.STREAM.MSG.GET.load", "{\"seq\":" + forged.sequence() + "}", LIMIT))
                .isInstanceOf(JetStreamApi.Refused.class)
                .hasMessageContaining("10037");
    }

    @Test
    void a_delivery_is_recorded_with_another_payload() throws IOException {
        Operation forged = sing("alter-delivery", PULL).getFirst();
        assertThat(forged.kind()).isEqualTo(OperationKind.DELIVER);
        assertThat(forged.asset()).isEqualTo("load/c");
    }

    @Test
    void older_revisions_of_a_key_go_and_the_current_one_stays() throws IOException, JetStreamApi.Refused {
        JetStreamApi api = cell().api();
        Eventually.answered("the bucket", () -> api.request("$JS.API.STREAM.CREATE.KV_b",
                "{\"name\":\"KV_b\",\"subjects\":[\"$KV.b.>\"],\"num_replicas\":3,"
                + "\"retention\":\"limits\",\"storage\":\"file\",\"deny_delete\":true}", LIMIT));
        Eventually.answered("the way to the bucket", () -> api.request("$KV.b.k0", "value 0", LIMIT));
        for (int i = 1; i < 24; i++) {
            api.request("$KV.b.k" + i % 3, "value " + i, LIMIT);
        }
        sing("purge-key", new CanaryTarget("kv-cas", List.of("KV_b"), List.of()));
        JsonNode state = api.request("$JS.API.STREAM.INFO.KV_b", "", LIMIT).path("state");
        assertThat(state.path("messages").asLong()).isEqualTo(24 - 7);
        assertThat(state.path("last_seq").asLong()).isEqualTo(24);
        api.request("$JS.API.STREAM.DELETE.KV_b", "", LIMIT);
    }

    @Test
    void a_stream_that_a_workload_made_is_gone() throws IOException, JetStreamApi.Refused {
        Eventually.answered("the stream", () -> cell().api().request("$JS.API.STREAM.CREATE.extra",
                "{\"name\":\"extra\",\"subjects\":[\"extra\"],\"num_replicas\":1,"
                        + "\"retention\":\"limits\",\"storage\":\"file\"}", LIMIT));
        sing("forget-stream", PULL, new CanaryTarget("add-remove-streams", List.of(), List.of()));
        assertThatThrownBy(() -> cell().api().request("$JS.API.STREAM.INFO.extra", "", LIMIT))
                .hasMessageContaining("10059");
    }

    @Test
    void a_server_ends_untold_and_runs_again() throws IOException {
        sing("stop-server", PULL);
        assertThat(Waiting.reached("the end on record", LIMIT, Duration.ofMillis(20), () ->
                cell().events(Event.ServerEnded.class).stream().anyMatch(ended -> !ended.told()))).isTrue();
        cell().cluster.awaitCaughtUp("the stopped server", Duration.ofSeconds(30));
    }

    @Test
    void a_canary_without_its_workload_says_so() {
        assertThatThrownBy(() -> sing("purge-key", PULL))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("none of the workloads");
    }
}
