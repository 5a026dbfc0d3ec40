package natscompat.mayhem.real;

import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.platform.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that leave for good, and others that join in their place. */
@Tag("real")
class RejoinOnServersTest {
    private static final Duration ASK = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    Ground ground() {
        return Ground.local();
    }

    /** A mix whose ordinal 1 is of that release, with another release beside it. */
    String[] around(String release) {
        return new String[] {"v2.14.5", release, "v2.14.5"};
    }

    /** A file that tells the store of the old one; empty where stores are not on this machine. */
    Optional<Path> marker(Server server) {
        return Optional.of(server.store().resolve("marker"));
    }

    /** The meta group in the words of its leader. */
    private static Set<String> metaGroup(RealCell cell) throws IOException {
        Set<String> peers = new TreeSet<>();
        for (Server server : cell.cluster.servers()) {
            JsonNode meta = server.monitor("jsz", ASK).path("meta_cluster");
            if (meta.path("leader").asText().equals(server.natsName())) {
                peers.add(server.natsName());
                meta.path("replicas").forEach(replica -> peers.add(replica.path("name").asText()));
            }
        }
        return peers;
    }

    private static Set<String> replicas(RealCell cell) throws IOException, JetStreamApi.Refused {
        JsonNode cluster = cell.api().request("$JS.API.STREAM.INFO.load", "", ASK).path("cluster");
        Set<String> peers = new TreeSet<>(Set.of(cluster.path("leader").asText()));
        cluster.path("replicas").forEach(replica -> peers.add(replica.path("name").asText()));
        return peers;
    }

    private static void wholeAgain(RealCell cell) throws IOException, JetStreamApi.Refused {
        cell.cluster.awaitCaughtUp("the server that joined", Duration.ofSeconds(60));
        assertThat(cell.api().request("$JS.API.STREAM.INFO.load", "", ASK).path("state").path("messages").asLong())
                .isEqualTo(50);
        assertThat(cell.varz(1).path("server_name").asText()).isEqualTo(cell.cluster.servers().get(1).natsName());
    }

    @ParameterizedTest
    @CsvSource({"replace-server, v2.9.25", "rename-server, v2.10.29", "replace-server, v2.12.15", "rename-server, v2.14.5"})
    void a_new_name_takes_the_place_of_the_old_one(String kind, String release) throws IOException, JetStreamApi.Refused {
        try (RealCell cell = new RealCell(ground(), folder, "join", true, around(release))) {
            cell.prepare(3);
            assertThat(metaGroup(cell)).containsExactly("join-0", "join-1", "join-2");
            Optional<Path> marker = marker(cell.cluster.servers().get(1));
            if (marker.isPresent()) {
                Files.writeString(marker.get(), "of the old one");
            }
            PlannedFault fault = cell.fault(kind, kind, Role.ORDINAL, 0, 1);
            cell.carryOut(fault);
            assertThat(cell.states(fault)).as(cell.said(fault).toString()).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(metaGroup(cell)).containsExactly("join-0", "join-1-r1", "join-2");
            assertThat(replicas(cell)).containsExactly("join-0", "join-1-r1", "join-2");
            assertThat(marker.filter(file -> Files.exists(file) != kind.equals("rename-server")))
                    .as("what tells a store that went from one that stayed").isEmpty();
            wholeAgain(cell);
        }
    }

    @Test
    void the_one_that_joined_can_be_hit_and_can_leave_again() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = RealCell.of(ground(), folder, "again", "v2.14.5")) {
            for (String kind : new String[] {"replace-server", "kill", "rename-server"}) {
                String mode = kind.equals("kill") ? "random-hard-kill" : kind;
                PlannedFault fault = cell.fault(mode, kind, Role.ORDINAL, 100, 1);
                cell.carryOut(fault);
                assertThat(cell.states(fault)).as(cell.said(fault).toString()).endsWith(HEALED);
                wholeAgain(cell);
            }
            assertThat(metaGroup(cell)).containsExactly("again-0", "again-1-r2", "again-2");
            cell.cluster.roll(1, "v2.14.5", natscompat.model.plan.StopStyle.SIGTERM, false);
            assertThat(metaGroup(cell)).containsExactly("again-0", "again-1-r2", "again-2");
        }
    }
}
