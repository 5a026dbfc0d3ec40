package natscompat.mayhem.real;

import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.NOT_DUE;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.platform.Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class GroupFaultsOnServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    Ground ground() {
        return Ground.local();
    }

    /** As many releases as the ground can show at a time. */
    String[] mixed() {
        return new String[] {"v2.10.29", "v2.12.15", "v2.14.5"};
    }

    private static JsonNode info(RealCell cell) throws IOException, JetStreamApi.Refused {
        return cell.api().request("$JS.API.STREAM.INFO.load", "", LIMIT);
    }

    private static List<String> peers(RealCell cell) throws IOException, JetStreamApi.Refused {
        JsonNode cluster = info(cell).path("cluster");
        List<String> peers = new ArrayList<>(List.of(cluster.path("leader").asText()));
        cluster.path("replicas").forEach(replica -> peers.add(replica.path("name").asText()));
        return peers;
    }

    /** Who calls itself the leader, in jsz. */
    private static String leader(RealCell cell, String kind) throws IOException {
        for (Server server : cell.cluster.servers()) {
            JsonNode jsz = server.monitor("jsz?accounts=1&streams=1&consumers=1", LIMIT);
            JsonNode group = switch (kind) {
                case "meta" -> jsz.path("meta_cluster");
                case "stream" -> stream(jsz).path("cluster");
                default -> stream(jsz).path("consumer_detail").path(0).path("cluster");
            };
            if (group.path("leader").asText().equals(server.name())) {
                return server.name();
            }
        }
        return "";
    }

    private static JsonNode stream(JsonNode jsz) {
        for (JsonNode account : jsz.path("account_details")) {
            for (JsonNode stream : account.path("stream_detail")) {
                if (stream.path("name").asText().equals("load")) {
                    return stream;
                }
            }
        }
        return MissingNode.getInstance();
    }

    @Test
    void leaders_step_down_in_a_mixed_cluster_and_another_one_leads() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = new RealCell(ground(), folder, "groups", false, mixed())) {
            cell.prepare(3);
            for (String kind : List.of("stream", "consumer", "meta")) {
                Role role = Role.valueOf(kind.toUpperCase(java.util.Locale.ROOT) + "_LEADER");
                PlannedFault fault = cell.lasting("step-down", "step-down-" + kind, role);
                String led = leader(cell, kind);
                cell.during(fault, () -> assertThat(leader(cell, kind)).isNotIn(led, ""));
                assertThat(cell.states(fault)).as(cell.said(fault).toString())
                        .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
                String before = cell.said(fault).getFirst().targets().getFirst();
                assertThat(cell.said(fault).get(2).detail()).contains("from " + before + " to ");
            }
        }
    }

    @Test
    void a_stream_is_scaled_to_one_replica_and_back_and_keeps_its_messages()
            throws IOException, JetStreamApi.Refused {
        try (RealCell cell = RealCell.of(ground(), folder, "scale", "v2.12.15")) {
            PlannedFault fault = cell.lasting("scale-streams", "scale-stream", Role.STREAM_LEADER);
            cell.during(fault, () -> assertThat(peers(cell)).hasSize(1));
            assertThat(cell.states(fault)).as(cell.said(fault).toString())
                    .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(cell.said(fault).get(2).detail()).contains("has 1 replicas");
            assertThat(peers(cell)).hasSize(3);
            assertThat(info(cell).path("state").path("messages").asLong()).isEqualTo(50);
        }
    }

    @Test
    void a_replica_moves_to_the_server_to_spare() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = new RealCell(ground(), folder, "move", false, "v2.14.5", "v2.14.5", "v2.14.5", "v2.14.5")) {
            cell.prepare(3);
            List<String> before = peers(cell);
            PlannedFault fault = cell.fault("move-replica", "move-replica", Role.STREAM_LEADER, 0);
            cell.carryOut(fault);
            assertThat(cell.states(fault)).as(cell.said(fault).toString())
                    .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(peers(cell)).hasSize(3).doesNotContain(before.getFirst());
            assertThat(info(cell).path("state").path("messages").asLong()).isEqualTo(50);
        }
    }

    @Test
    void without_a_server_to_spare_a_move_is_not_due() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = RealCell.of(ground(), folder, "full", "v2.14.5")) {
            PlannedFault fault = cell.fault("move-replica", "move-replica", Role.FOLLOWER, 0);
            cell.carryOut(fault);
            assertThat(cell.states(fault)).containsExactly(NOT_DUE);
            assertThat(cell.said(fault).getFirst().detail()).contains("server to spare");
        }
    }
}
