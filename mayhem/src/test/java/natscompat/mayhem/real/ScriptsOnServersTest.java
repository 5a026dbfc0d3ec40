package natscompat.mayhem.real;

import static natscompat.model.history.FaultState.FAILED;
import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import natscompat.client.JetStreamApi;
import natscompat.mayhem.ScheduledFaults;
import natscompat.model.catalog.Role;
import natscompat.model.history.Event;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class ScriptsOnServersTest {
    @TempDir
    Path folder;

    /** Where its clusters run. */
    Ground ground() {
        return Ground.local();
    }

    private static long messages(RealCell cell) throws IOException, JetStreamApi.Refused {
        return cell.api()
                .request("$JS.API.STREAM.INFO.load", "", Duration.ofSeconds(5))
                .path("state").path("messages").asLong();
    }

    @Test
    void old_ones_lead_with_one_that_was_killed_and_nothing_is_lost() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = RealCell.of(ground(), folder, "script", "v2.14.5")) {
            PlannedFault fault = cell.fault("old-ones-lead", "old-ones-lead", Role.ALL, 0);
            cell.carryOut(fault);
            assertThat(cell.states(fault)).as(cell.said(fault).toString())
                    .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(cell.said(fault).get(2).detail())
                    .containsSubsequence("paused", "killed", "paused", "resumed", "started", "led by", "resumed")
                    .containsPattern("started (\\S+), the meta group was then led by (\\S+), resumed")
                    .doesNotContain("nobody");
            assertThat(messages(cell)).isEqualTo(50);
        }
    }

    @Test
    void a_change_is_kept_when_everything_is_killed_after_it() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = RealCell.of(ground(), folder, "change", "v2.12.15")) {
            PlannedFault fault = cell.fault("kill-after-change", "kill-after-change", Role.ALL, 0);
            cell.carryOut(fault);
            assertThat(cell.states(fault)).as(cell.said(fault).toString())
                    .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(cell.said(fault).getLast().detail()).contains("the change is there");
            assertThat(cell.events(Event.AssetChanged.class)).singleElement()
                    .extracting(Event.AssetChanged::kept).isEqualTo(true);
        }
    }

    @Test
    void long_trouble_kills_one_after_another_and_loses_nothing() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = RealCell.of(ground(), folder, "long", "v2.14.5")) {
            PlannedFault fault = cell.fault("long-recovery", "long-trouble", Role.ALL, 7500);
            cell.carryOut(fault);
            assertThat(cell.states(fault)).as(cell.said(fault).toString())
                    .containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(cell.said(fault).get(2).detail()).containsSubsequence("killed", "started", "quiet for 2.5 s");
            assertThat(messages(cell)).isEqualTo(50);
        }
    }

    @Test
    void a_script_that_is_cancelled_leaves_nobody_paused() throws IOException, JetStreamApi.Refused {
        try (RealCell cell = RealCell.of(ground(), folder, "cancel", "v2.14.5");
                ScheduledFaults driver = new ScheduledFaults(cell.context())) {
            PlannedFault fault = cell.fault("old-ones-lead", "old-ones-lead", Role.ALL, 0);
            Thread dwelling = Thread.ofVirtual().start(
                    () -> driver.dwell(new Step.Dwell(7, Duration.ofSeconds(60), List.of(fault))));
            assertThat(Waiting.reached("somebody to be silent", Duration.ofSeconds(10), Duration.ofMillis(50),
                    () -> cell.serverIds().contains("silent"))).isTrue();
            driver.cancel();
            assertThat(Waiting.reached("the end of the dwell", Duration.ofSeconds(12), Duration.ofMillis(50),
                    () -> !dwelling.isAlive())).isTrue();
            assertThat(cell.states(fault)).containsExactly(PLANNED, SENT, FAILED, HEALED);
            assertThat(cell.serverIds()).doesNotContain("silent");
        }
    }
}
