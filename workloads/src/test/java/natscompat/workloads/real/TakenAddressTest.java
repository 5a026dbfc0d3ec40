package natscompat.workloads.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import java.time.Duration;
import natscompat.client.Connections;
import natscompat.client.JetStreamApi;
import natscompat.client.LeaderReads;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.workloads.support.Client;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server of somebody else at the address of ours: no client of ours ever works on it. */
@Tag("real")
final class TakenAddressTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    @Test
    void whoever_calls_himself_otherwise_is_refused_and_left_alone() {
        try (BareServer _ = new BareServer("theirs"); Connections connections = new Connections()) {
            assertThatThrownBy(() -> connections.connect(BareServer.of("n0"), "cell/client", SOON))
                    .isInstanceOfSatisfying(FailureException.class, e -> {
                        assertThat(e.failure().category()).isEqualTo(Category.ENVIRONMENT);
                        assertThat(e.failure().why()).isEqualTo("the server there calls itself theirs");
                    });
            assertThat(connections.openNow()).isZero();
            assertThat(connections.made()).isZero();
        }
    }

    /** NATS knows it under a new name then; to us it is the same. */
    @Test
    void one_that_joined_anew_is_ours_still() {
        try (BareServer _ = new BareServer("n0-r2"); Connections connections = new Connections()) {
            assertThat(client("n0", connections).connected()).isTrue();
        }
    }

    @Test
    void one_that_takes_the_address_while_we_are_away_ends_the_client() {
        try (Connections connections = new Connections()) {
            Client client;
            try (BareServer _ = new BareServer("n0")) {
                client = client("n0", connections);
                assertThat(client.connected()).isTrue();
            }
            assertThat(Waiting.reached("the loss", SOON, POLL, () -> !client.connected())).isTrue();
            try (BareServer _ = new BareServer("theirs")) {
                FailureException refused = Waiting.until("the refusal", SOON, POLL, () -> refused(client));
                assertThat(refused.failure().category()).isEqualTo(Category.ENVIRONMENT);
                assertThat(refused.failure().why()).isEqualTo("the server at its address is now theirs");
            }
        }
    }

    @Test
    void a_connection_that_was_closed_behind_its_back_ends_the_client() throws InterruptedException {
        try (BareServer _ = new BareServer("n0"); Connections connections = new Connections()) {
            Client client = client("n0", connections);
            client.connection().close();
            assertThatThrownBy(client::connected)
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("its connection is closed");
        }
    }

    private static Client client(String server, Connections connections) {
        Connection connection = connections.connect(BareServer.of(server), "cell/client", SOON);
        JetStreamApi api = new JetStreamApi(connection);
        return new Client("cell/client", server, connection, api, new LeaderReads(api));
    }

    private static Waiting.Look<FailureException> refused(Client client) {
        try {
            return Waiting.Look.notYet(client.connected() ? "it works on" : "not connected");
        } catch (FailureException e) {
            return Waiting.Look.there(e);
        }
    }
}
