package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import natscompat.client.JetStreamApi;
import natscompat.deployer.host.Abilities;
import natscompat.model.catalog.Role;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks of servers that are wrong, on three versions: what varz says, and what time a stored message gets. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClockOnServersTest {
    private @Nullable RealCell started;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused {
        Assumptions.assumeTrue(Abilities.noServerClock().isEmpty(), () -> "another clock: " + Abilities.noServerClock());
        RealCell cell = new RealCell(folder, "clocks", false, "v2.9.25", "v2.11.17", "v2.14.5");
        started = cell;
        cell.prepare(3);
    }

    @AfterAll
    void end() {
        if (started != null) {
            cell().close();
        }
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    private long secondsAhead(int ordinal) throws IOException {
        return Duration.between(Instant.now(),
                OffsetDateTime.parse(cell().varz(ordinal).path("now").asText()).toInstant()).toSeconds();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_clock_is_wrong_on_one_server_and_right_again(int ordinal) throws IOException, JetStreamApi.Refused {
        long pid = ProcessTable.pid(cell().cluster.servers().get(ordinal));
        cell().during(cell().lasting("clock-jump", "clock-jump", Role.ORDINAL, ordinal), () -> {
            assertThat(Math.abs(secondsAhead(ordinal))).isBetween(1L, 46L).isGreaterThan(0);
            assertThat(secondsAhead((ordinal + 1) % 3)).isCloseTo(0, within(1L));
        });
        assertThat(secondsAhead(ordinal)).isCloseTo(0, within(1L));
        assertThat(ProcessTable.pid(cell().cluster.servers().get(ordinal))).isEqualTo(pid);
    }

    @Test
    void a_message_gets_the_time_of_its_leader() throws IOException, JetStreamApi.Refused {
        Server leader = cell().cluster.servers().stream()
                .filter(server -> server.name().equals(cell().leader().orElse("")))
                .findFirst()
                .orElseThrow();
        cell().during(cell().lasting("clock-jump", "clock-jump", Role.STREAM_LEADER), () -> {
            long ahead = secondsAhead(leader.ordinal());
            long sequence = cell().api().request("load.a", "late", Duration.ofSeconds(5)).path("seq").asLong();
            String time = cell().api().request("$JS.API.STREAM.MSG.GET.load", "{\"seq\":" + sequence + "}",
                    Duration.ofSeconds(5)).path("message").path("time").asText();
            assertThat(Duration.between(Instant.now(), OffsetDateTime.parse(time)).toSeconds()).isCloseTo(ahead, within(2L));
        });
    }

    @Test
    void a_strobing_clock_is_wrong_at_one_time_and_right_at_another() throws IOException, JetStreamApi.Refused {
        cell().during(cell().lasting("clock-strobe", "clock-strobe", Role.ORDINAL, 2), () -> {
            boolean[] seen = new boolean[2];
            assertThat(Waiting.reached("both", Duration.ofSeconds(30), Duration.ofMillis(20), () -> {
                try {
                    seen[secondsAhead(2) >= 1 ? 1 : 0] = true;
                } catch (IOException e) {
                    // Another look.
                }
                return seen[0] && seen[1];
            })).isTrue();
        });
        assertThat(secondsAhead(2)).isCloseTo(0, within(1L));
    }
}
