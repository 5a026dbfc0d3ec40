package natscompat.mayhem.real;

import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apart from the other faults of links: nobody promises what is stored after it. */
@Tag("real")
class BrokenWireTest {
    @TempDir
    Path folder;

    @Test
    void servers_lose_routes_to_flipped_bits_and_have_them_again_afterwards() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = new RealCell(folder, "broken", true, "v2.14.5", "v2.14.5", "v2.14.5")) {
            cell.prepare(3);
            long before = complaints(cell);
            PlannedFault fault = cell.lasting("broken-wire", "broken-wire", Role.ALL);
            cell.during(fault, () -> assertThat(Waiting.reached("servers to complain in their logs", Duration.ofSeconds(60),
                    Duration.ofMillis(200), () -> complaints(cell) > before)).isTrue());
            assertThat(cell.states(fault)).as(cell.said(fault).toString())
                    .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(cell.serverIds()).doesNotContain("silent");
        }
    }

    private static long complaints(RealCell cell) {
        return cell.cluster.servers().stream().mapToLong(server -> {
            try {
                return Files.readAllLines(server.log()).stream()
                        .filter(line -> line.contains("[ERR]") || line.contains("Parser") || line.contains("Protocol"))
                        .count();
            } catch (IOException e) {
                return 0;
            }
        }).sum();
    }
}
