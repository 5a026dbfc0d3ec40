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
import java.util.Objects;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.history.Event;
import natscompat.model.plan.PlannedFault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessFaultsOnServersTest {
    private @Nullable RealCell started;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused {
        started = RealCell.of(ground(), folder, "process", "v2.14.5");
    }

    /** Where its cluster runs. */
    Ground ground() {
        return Ground.local();
    }

    @AfterAll
    void end() {
        cell().close();
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    private void wholeAfter(PlannedFault fault) {
        assertThat(cell().states(fault)).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cell().serverIds()).doesNotContain("silent");
        assertThat(cell().events(Event.ServerEnded.class)).allMatch(Event.ServerEnded::told);
    }

    private int endings(int since) {
        return cell().events(Event.ServerEnded.class).size() - since;
    }

    @Test
    void a_kill_ends_the_stream_leader_by_signal_9_and_it_comes_back_in_a_new_life() {
        List<String> before = cell().serverIds();
        String leader = cell().leader().orElseThrow();
        PlannedFault fault = cell().fault("random-hard-kill", "kill", Role.STREAM_LEADER, 200);
        cell().carryOut(fault);
        wholeAfter(fault);
        assertThat(cell().said(fault).getFirst().targets()).containsExactly(leader);
        assertThat(cell().events(Event.ServerEnded.class)).filteredOn(e -> e.server().equals(leader))
                .extracting(Event.ServerEnded::exit).contains(137);
        int ordinal = leader.charAt(leader.length() - 1) - '0';
        assertThat(cell().serverIds().get(ordinal)).isNotEqualTo(before.get(ordinal));
        assertThat(cell().events(Event.ServerBack.class)).extracting(Event.ServerBack::server).contains(leader);
    }

    @Test
    void a_restart_ends_in_good_order() {
        int before = cell().events(Event.ServerEnded.class).size();
        PlannedFault fault = cell().fault("rolling-restart", "restart", Role.META_LEADER, 0);
        cell().carryOut(fault);
        wholeAfter(fault);
        assertThat(cell().events(Event.ServerEnded.class).subList(before, before + 1))
                .extracting(Event.ServerEnded::exit).containsExactly(0);
    }

    @Test
    void a_reload_is_seen_in_the_log_and_changes_no_process() throws IOException {
        List<String> before = cell().serverIds();
        PlannedFault fault = cell().fault("random-reload", "reload", Role.ORDINAL, 0, 1);
        cell().carryOut(fault);
        wholeAfter(fault);
        assertThat(cell().serverIds()).isEqualTo(before);
        assertThat(cell().cluster.servers().get(1).log()).content().contains("Reloaded server configuration");
    }

    @Test
    void a_pause_stops_the_process_and_leaves_its_life_alone() {
        List<String> before = cell().serverIds();
        PlannedFault fault = cell().fault("random-hard-kill", "pause", Role.ORDINAL, 500, 2);
        cell().carryOut(fault);
        wholeAfter(fault);
        assertThat(cell().serverIds()).isEqualTo(before);
    }

    @Test
    void lame_duck_mode_ends_the_server_by_itself() {
        int before = cell().events(Event.ServerEnded.class).size();
        PlannedFault fault = cell().fault("rolling-restart", "lame-duck", Role.ORDINAL, 0, 0);
        cell().carryOut(fault);
        wholeAfter(fault);
        assertThat(endings(before)).isEqualTo(1);
        assertThat(cell().cluster.servers().get(0).log()).content().contains("Entering lame duck mode");
        assertThat(cell().said(fault).get(2).detail()).doesNotContain("outlived");
    }

    @Test
    void a_crash_loop_ends_more_than_one_life() {
        int before = cell().events(Event.ServerEnded.class).size();
        PlannedFault fault = cell().fault("random-hard-kill", "crash-loop", Role.ORDINAL, 2000, 1);
        cell().carryOut(fault);
        wholeAfter(fault);
        assertThat(endings(before)).isGreaterThan(1);
    }

    @Test
    void killing_all_takes_every_server_and_loses_nothing() throws IOException, JetStreamApi.Refused {
        List<String> before = cell().serverIds();
        PlannedFault fault = cell().fault("kill-all", "kill-all", Role.ALL, 100);
        cell().carryOut(fault);
        wholeAfter(fault);
        assertThat(cell().serverIds()).doesNotContainAnyElementsOf(before);
        assertThat(cell().events(Event.Liveness.class)).extracting(Event.Liveness::demanded).endsWith(false, true);
        assertThat(messages()).isEqualTo(50);
    }

    private long messages() throws IOException, JetStreamApi.Refused {
        return cell().api()
                .request("$JS.API.STREAM.INFO.load", "", Duration.ofSeconds(5))
                .path("state").path("messages").asLong();
    }

    @Test
    void stopping_all_ends_every_server_in_good_order_and_loses_nothing() throws IOException, JetStreamApi.Refused {
        List<String> before = cell().serverIds();
        int since = cell().events(Event.ServerEnded.class).size();
        PlannedFault fault = cell().lasting("stop-all", "stop-all", Role.ALL);
        cell().during(fault, () -> assertThat(cell().serverIds()).containsOnly("silent"));
        cell().cluster.awaitCaughtUp("a healed fault", Duration.ofSeconds(60));
        wholeAfter(fault);
        List<Event.ServerEnded> ended = cell().events(Event.ServerEnded.class);
        assertThat(ended.subList(since, ended.size())).hasSize(before.size())
                .allSatisfy(server -> assertThat(server.exit()).isZero())
                .extracting(Event.ServerEnded::server).doesNotHaveDuplicates();
        assertThat(cell().serverIds()).doesNotContainAnyElementsOf(before);
        assertThat(messages()).isEqualTo(50);
    }

    @Test
    void pausing_all_silences_every_server_and_leaves_their_lives_alone() throws IOException, JetStreamApi.Refused {
        List<String> before = cell().serverIds();
        int since = cell().events(Event.ServerEnded.class).size();
        PlannedFault fault = cell().lasting("pause-all", "pause-all", Role.ALL);
        cell().during(fault, () -> assertThat(cell().serverIds()).containsOnly("silent"));
        cell().cluster.awaitCaughtUp("a healed fault", Duration.ofSeconds(60));
        wholeAfter(fault);
        assertThat(endings(since)).isZero();
        assertThat(cell().serverIds()).isEqualTo(before);
        assertThat(messages()).isEqualTo(50);
    }

    @Test
    void all_are_stopped_and_come_back_one_after_another() {
        int before = cell().events(Event.ServerStarted.class).size();
        PlannedFault fault = cell().fault("kill-all", "start-order", Role.ALL, 100);
        cell().carryOut(fault);
        wholeAfter(fault);
        assertThat(cell().events(Event.ServerStarted.class).subList(before, before + 3))
                .extracting(Event.ServerStarted::server).doesNotHaveDuplicates();
    }
}
