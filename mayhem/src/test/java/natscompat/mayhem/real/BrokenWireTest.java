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

    /** Where its cluster runs. */
    Ground ground() {
        return Ground.local();
    }

    @Test
    void servers_lose_routes_to_flipped_bits_and_have_them_again_afterwards() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = new RealCell(ground(), folder, "broken", true, "v2.14.5", "v2.14.5", "v2.14.5")) {
            cell.prepare(3);
            long before = complaints(cell);
            PlannedFault fault = cell.lasting("broken-wire", "broken-wire", Role.ALL);
            cell.during(fault, () -> assertThat(Waiting.reached("servers to complain in their logs", Duration.ofSeconds(60),
                    Duration.ofMillis(200), () -> complaints(cell) > before)).isTrue());
            assertThat(cell.states(fault)).as(cell.said(fault).toString())
                    .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(cell.serverIds()).doesNotContain("silent");
            // New subscriptions: of older ones the subject may be what was flipped on its way to another server.
            Crossings crossings = new Crossings(cell);
            // A route that lives on may still wait for the rest of a message whose length was flipped.
            assertThat(Waiting.reached("a hundred rounds that all cross and of which nobody complains", Duration.ofSeconds(60),
                    Duration.ofMillis(100), () -> clean(cell, crossings))).isTrue();
        }
    }

    private static boolean clean(RealCell cell, Crossings crossings) {
        long before = complaints(cell);
        for (int i = 0; i < 100; i++) {
            if (crossings.look(Duration.ofSeconds(1), 16).size() < crossings.all()) {
                return false;
            }
        }
        return complaints(cell) == before;
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
