package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.platform.Server;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What faults of processes and scripts do, as the host's process table says. */
@Tag("real")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessesFromOutsideTest {
    private @Nullable RealCell started;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, JetStreamApi.Refused {
        started = RealCell.of(folder, "outside", "v2.14.5");
    }

    @AfterAll
    void end() {
        cell().close();
    }

    private RealCell cell() {
        return Objects.requireNonNull(started);
    }

    private List<Server> servers() {
        return cell().cluster.servers();
    }

    private Server server(int ordinal) {
        return servers().get(ordinal);
    }

    @AfterEach
    void everything_runs_again_and_nothing_is_lost() throws IOException, JetStreamApi.Refused {
        cell().cluster.awaitCaughtUp("a healed fault", Duration.ofSeconds(60));
        assertThat(servers()).extracting(ProcessTable::pid).extracting(ProcessTable::state).doesNotContain('T', ProcessTable.GONE);
        assertThat(cell().api().request("$JS.API.STREAM.INFO.load", "", Duration.ofSeconds(10))
                .path("state").path("messages").asLong()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({"rolling-restart, restart", "random-hard-kill, kill", "lame-duck, lame-duck"})
    void a_process_is_gone_and_another_one_comes(String mode, String fault) throws IOException, JetStreamApi.Refused {
        long before = ProcessTable.pid(server(1));
        cell().during(cell().lasting(mode, fault, Role.ORDINAL, 1),
                () -> assertThat(ProcessTable.state(before)).isEqualTo(ProcessTable.GONE));
        assertThat(ProcessTable.pid(server(1))).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"stop-all, stop-all", "kill-all, kill-all", "start-order, start-order"})
    void all_processes_are_gone_at_one_moment(String mode, String fault) throws IOException, JetStreamApi.Refused {
        List<Long> before = servers().stream().map(ProcessTable::pid).toList();
        cell().during(cell().lasting(mode, fault, Role.ALL), () ->
                assertThat(before).extracting(ProcessTable::state).containsOnly(ProcessTable.GONE));
        assertThat(servers()).extracting(ProcessTable::pid).doesNotContainAnyElementsOf(before);
    }

    @Test
    void a_drawn_set_is_gone_and_not_all() throws IOException, JetStreamApi.Refused {
        List<Long> before = servers().stream().map(ProcessTable::pid).toList();
        cell().during(cell().lasting("kill-some", "kill", Role.SUBSET), () -> assertThat(before)
                .extracting(ProcessTable::state).contains(ProcessTable.GONE).isNotEqualTo(List.of('-', '-', '-')));
    }

    @ParameterizedTest
    @CsvSource({"random-pause, pause, ORDINAL, 1", "pause-all, pause-all, ALL, 3"})
    void processes_are_stopped_and_go_on(String mode, String fault, Role role, int count)
            throws IOException, JetStreamApi.Refused {
        List<Long> before = servers().stream().map(ProcessTable::pid).toList();
        cell().during(cell().lasting(mode, fault, role, 2), () -> assertThat(before)
                .extracting(ProcessTable::state).filteredOn(state -> state == 'T').hasSize(count));
        assertThat(servers()).extracting(ProcessTable::pid).isEqualTo(before);
    }

    @Test
    void a_reload_leaves_every_process_and_moves_the_time_of_its_configuration() throws IOException, JetStreamApi.Refused {
        List<Long> before = servers().stream().map(ProcessTable::pid).toList();
        String loaded = cell().varz(0).path("config_load_time").asText();
        cell().during(cell().lasting("random-reload", "reload", Role.ORDINAL, 0),
                () -> assertThat(cell().varz(0).path("config_load_time").asText()).isNotEqualTo(loaded));
        assertThat(servers()).extracting(ProcessTable::pid).isEqualTo(before);
    }

    @Test
    void a_crash_loop_has_one_process_after_another() throws IOException, JetStreamApi.Refused {
        try (ProcessTable table = ProcessTable.watch(servers())) {
            cell().carryOut(cell().fault("crash-loop", "crash-loop", Role.ORDINAL, 3000, 1));
            assertThat(table.lives(server(1))).hasSizeGreaterThan(2);
            assertThat(table.lives(server(0))).hasSize(1);
        }
    }

    @Test
    void old_ones_lead_pauses_a_minority_and_later_the_rest_and_kills_one() {
        try (ProcessTable table = ProcessTable.watch(servers())) {
            play("old-ones-lead", "old-ones-lead", 0);
            assertThat(servers().stream().filter(s -> table.states(s).contains('T'))).hasSize(2);
            assertThat(servers().stream().filter(s -> table.lives(s).size() > 1)).hasSize(1);
        }
    }

    @Test
    void kill_after_change_has_no_process_left_at_one_moment() {
        try (ProcessTable table = ProcessTable.watch(servers())) {
            play("kill-after-change", "kill-after-change", 100);
            assertThat(table.mostGone()).isEqualTo(3);
            assertThat(servers()).allMatch(server -> table.lives(server).size() == 2);
        }
    }

    @Test
    void long_trouble_takes_one_at_a_time() {
        try (ProcessTable table = ProcessTable.watch(servers())) {
            play("long-recovery", "long-trouble", 15_000);
            assertThat(table.mostGone()).isEqualTo(1);
            assertThat(servers().stream().mapToInt(server -> table.lives(server).size()).sum()).isGreaterThan(4);
        }
    }

    private void play(String mode, String fault, int open) {
        PlannedFault planned = cell().fault(mode, fault, Role.ALL, open);
        cell().carryOut(planned);
        assertThat(cell().states(planned)).as(cell().said(planned).toString())
                .contains(FaultState.OBSERVED).endsWith(FaultState.HEALED);
    }
}
