package natscompat.mayhem.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import natscompat.client.JetStreamApi;
import natscompat.model.catalog.Role;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Waiting;
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
    private static final Duration LOOKS = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(20);

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

    /** Draw 12 has no short gaps. */
    @Test
    void servers_come_back_one_after_another_and_not_in_their_own_order() throws IOException, JetStreamApi.Refused {
        cell().carryOut(RealCell.drawn(cell().fault("start-order", "start-order", Role.ALL, 100), 12));
        TreeMap<Long, Integer> starts = new TreeMap<>();
        for (Server server : servers()) {
            starts.put(ProcessTable.began(ProcessTable.pid(server)), server.ordinal());
        }
        assertThat(List.copyOf(starts.values())).hasSize(3).isNotEqualTo(List.of(0, 1, 2));
        List<Long> times = List.copyOf(starts.keySet());
        assertThat(times.get(1) - times.get(0)).as("hundredths of a second").isGreaterThan(20);
        assertThat(times.get(2) - times.get(1)).as("hundredths of a second").isGreaterThan(20);
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
            AtomicReference<String> leader = new AtomicReference<>("");
            Thread looking = Thread.ofVirtual().start(() -> leader.set(leaderOfTheOldOnes()));
            play("old-ones-lead", "old-ones-lead", 0);
            assertThat(servers().stream().filter(s -> table.states(s).contains('T'))).hasSize(2);
            assertThat(servers().stream().filter(s -> table.lives(s).size() > 1)).hasSize(1);
            assertThat(Waiting.reached("the end of the looks", LOOKS, POLL, () -> !looking.isAlive())).isTrue();
            assertThat(leader.get()).as("who leads while the third one is stopped, as both others say").isNotEmpty();
        }
    }

    /** Looks until the first that was stopped and the one that was killed agree that one of them leads; the third is stopped. */
    private String leaderOfTheOldOnes() {
        AtomicReference<String> seen = new AtomicReference<>("");
        Waiting.reached("a minority to be away", LOOKS, POLL, () -> !stopped().isEmpty());
        List<Server> old = stopped();
        Waiting.reached("a leader of theirs", LOOKS, POLL, () -> {
            List<Server> away = stopped();
            List<Server> able = servers().stream().filter(server -> !away.contains(server)).toList();
            if (away.size() == 1 && !away.equals(old)) {
                Set<String> leaders = able.stream().map(ProcessesFromOutsideTest::metaLeader).collect(Collectors.toSet());
                able.stream().map(Server::name).filter(name -> leaders.equals(Set.of(name))).forEach(seen::set);
            }
            return !seen.get().isEmpty();
        });
        return seen.get();
    }

    private List<Server> stopped() {
        return servers().stream().filter(server -> ProcessTable.state(ProcessTable.pid(server)) == 'T').toList();
    }

    private static String metaLeader(Server server) {
        try {
            return server.monitor("jsz", Duration.ofSeconds(1)).path("meta_cluster").path("leader").asText();
        } catch (IOException e) {
            return "no answer";
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
