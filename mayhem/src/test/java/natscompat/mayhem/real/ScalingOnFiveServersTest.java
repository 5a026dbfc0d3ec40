package natscompat.mayhem.real;

import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Draws;
import natscompat.platform.view.ClusterViews;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream of three replicas is scaled to one and to five, and back: three servers have no room for five. */
@Tag("real")
class ScalingOnFiveServersTest {
    private static final List<Integer> OTHERS = List.of(1, 5);

    @TempDir
    Path folder;

    /** A fault whose own draw scales to that many. */
    private static PlannedFault to(RealCell cell, int replicas) {
        PlannedFault like = cell.lasting("scale-streams", "scale-stream", Role.STREAM_LEADER);
        long draw = LongStream.range(0, 100)
                .filter(d -> Draws.of(d).at("injection").at("replicas").pick(OTHERS) == replicas)
                .findFirst()
                .orElseThrow();
        return new PlannedFault(like.id(), like.mode(), like.fault(), like.role(), like.ordinals(), like.offset(),
                like.open(), like.waitsForRecovery(), draw);
    }

    private static int peers(RealCell cell) {
        return Optional.ofNullable(ClusterViews.look(cell.cluster, Duration.ofSeconds(2)).streams().get("load"))
                .map(stream -> stream.peers().size())
                .orElse(0);
    }

    @Test
    void a_stream_is_scaled_to_five_and_to_one_and_back() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = new RealCell(folder, "scale5", false, "v2.14.5", "v2.14.5", "v2.14.5", "v2.14.5", "v2.14.5")) {
            cell.prepare(3);
            for (int replicas : List.of(5, 1)) {
                PlannedFault fault = to(cell, replicas);
                cell.during(fault, () -> assertThat(peers(cell)).isEqualTo(replicas));
                assertThat(cell.states(fault)).as(cell.said(fault).toString())
                        .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
                assertThat(cell.said(fault).get(2).detail()).contains("has " + replicas + " replicas");
                assertThat(peers(cell)).isEqualTo(3);
            }
            assertThat(cell.api().request("$JS.API.STREAM.INFO.load", "", Duration.ofSeconds(5))
                    .path("state").path("messages").asLong()).isEqualTo(50);
        }
    }
}
