package natscompat.mayhem.real;

import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.platform.link.Links.LinkState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;

/** Each fault of links on a mixed cluster: it observes its effect and its healing itself, from outside of the proxy. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkFaultsOnServersTest {
    private @Nullable RealCell started;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused {
        RealCell cell = new RealCell(folder, "links", true, "v2.11.17", "v2.12.15", "v2.14.5");
        cell.prepare(3);
        started = cell;
    }

    @AfterAll
    void end() {
        cell().close();
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    @AfterEach
    void nothing_is_lost() throws IOException, JetStreamApi.Refused {
        cell().cluster.awaitCaughtUp("a healed fault", Duration.ofSeconds(60));
        assertThat(cell().api().request("$JS.API.STREAM.INFO.load", "", Duration.ofSeconds(10))
                .path("state").path("messages").asLong()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "isolate-one, isolate, STREAM_LEADER, 1000",
        "minority-alone, isolate, MINORITY, 1000",
        "isolate-each, isolate-each, ALL, 500",
        "halves, halves, ALL, 500",
        "bridge, bridge, ALL, 500",
        "majorities-ring, majorities-ring, ALL, 500",
        "leader-with-minority, leader-with-minority, META_LEADER, 500",
        "one-way, mute, FOLLOWER, 500",
        "one-way, deaf, FOLLOWER, 500",
        "moving-partition, moving-partition, ALL, 500",
        "flapping, flapping, FOLLOWER, 500",
        "clients-cut, clients-cut, FOLLOWER, 500",
        "reset-routes, reset-routes, STREAM_LEADER, 0",
        "slow-network, slow-link, ALL, 500",
        "very-slow-network, very-slow-link, ALL, 500",
        "lossy-network, lossy-link, ALL, 500",
        "narrow-network, narrow-link, ALL, 500",
        "raft-dropped, raft-dropped, ALL, 500",
        "raft-doubled, raft-doubled, ALL, 500"
    })
    void a_fault_is_observed_and_its_healing_too(String mode, String kind, Role role, int open) {
        PlannedFault fault = cell().fault(mode, kind, role, open);
        cell().carryOut(fault);
        assertThat(cell().states(fault)).as(cell().said(fault).toString())
                .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cell().cluster.links().orElseThrow().look()).extracting(LinkState::connections)
                .allMatch(count -> count >= 0);
    }
}
