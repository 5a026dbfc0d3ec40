package natscompat.mayhem;

import static natscompat.mayhem.fake.FakeCell.CALM;
import static natscompat.mayhem.fake.FakeCell.WILD;
import static natscompat.mayhem.fake.FakeCell.dwell;
import static natscompat.mayhem.fake.FakeCell.on;
import static natscompat.model.history.FaultState.FAILED;
import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.NOT_DUE;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.mayhem.fake.FakeCell;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.process.Pause;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.Role;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;
import org.junit.jupiter.api.Test;

class ScheduledFaultsTest {
    private final FakeCluster cluster = new FakeCluster(3).stream("s", "n1", "n2", "n0", "n1", "n2");
    private final FakeCell cell = new FakeCell(cluster);

    private static ScheduledFaults driver(FaultContext context) {
        return new ScheduledFaults(context, Faults.all(), new Patience(Duration.ofSeconds(10), Duration.ofMillis(100)));
    }

    @Test
    void a_kill_goes_through_all_its_states_and_leaves_the_server_in_a_new_life() {
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(60, on("7.1", CALM, "kill", 1, 5, 10, true)));
        }
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cell.faults("7.1").getFirst().targets()).containsExactly("n1");
        assertThat(cell.faults("7.1").getFirst().releases()).containsExactly("old");
        assertThat(cluster.fake(1).life()).isEqualTo(2);
    }

    @Test
    void the_plan_of_a_fault_is_written_before_anything_happens() {
        FakeCell watched = new FakeCell(cluster);
        FaultContext context = watched.context(event -> {
            if (event instanceof Event.Fault fault && fault.state() == PLANNED) {
                assertThat(cluster.fake(1).signals()).isEmpty();
                throw new IllegalStateException("disk full");
            }
        });
        try (ScheduledFaults faults = driver(context)) {
            faults.dwell(dwell(30, on("7.1", CALM, "kill", 1, 0, 10, true)));
        }
        assertThat(cluster.fake(1).signals()).as("what cannot be recorded is not injected").isEmpty();
    }

    @Test
    void a_server_is_out_from_the_injection_until_it_has_caught_up() {
        cluster.fake(1).setCaughtUp(false);
        Thread.ofVirtual().start(() -> {
            Waiting.reached("the heal", Duration.ofSeconds(5), Duration.ofMillis(1),
                    () -> cell.states("7.1").contains(HEALED));
            cluster.fake(1).setCaughtUp(true);
        });
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(20, on("7.1", CALM, "kill", 1, 0, 5, true)));
        }
        assertThat(cell.events()).extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Fault", "ServerOut", "Fault", "Fault", "Fault", "ServerBack");
    }

    @Test
    void a_second_fault_that_would_break_a_majority_does_not_come() {
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(100,
                    on("7.1", CALM, "pause", 1, 0, 300, false),
                    on("7.2", CALM, "kill", 2, 50, 10, false)));
        }
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cell.states("7.2")).containsExactly(NOT_DUE);
        assertThat(cell.faults("7.2").getFirst().detail()).contains("meta group would keep 1 of 3");
        assertThat(cluster.fake(2).life()).isEqualTo(1);
    }

    @Test
    void a_declared_mode_may_break_a_majority_and_liveness_is_not_demanded_meanwhile() {
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(100,
                    on("7.1", WILD, "pause", 1, 0, 60, false),
                    on("7.2", WILD, "pause", 2, 20, 60, false)));
        }
        assertThat(cell.states("7.2")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cell.events().stream().filter(Event.Liveness.class::isInstance).map(Event.Liveness.class::cast))
                .extracting(Event.Liveness::demanded)
                .containsExactly(false, true);
        int firstFalse = cell.events().indexOf(cell.events().stream()
                .filter(Event.Liveness.class::isInstance).findFirst().orElseThrow());
        int firstSent = cell.events().indexOf(cell.faults("7.1").get(1));
        assertThat(firstFalse).isLessThan(firstSent);
    }

    @Test
    void the_next_fault_of_a_patient_mode_waits_until_the_last_victim_is_back() {
        cluster.fake(1).setCaughtUp(false);
        try (ScheduledFaults faults = driver(cell.context())) {
            Thread later = Thread.ofVirtual().start(() -> faults.dwell(dwell(3000,
                    on("7.1", WILD, "kill", 1, 0, 0, true), on("7.2", WILD, "kill", 2, 10, 0, true))));
            Waiting.reached("the first heal", Duration.ofSeconds(5), Duration.ofMillis(1),
                    () -> cell.states("7.1").contains(HEALED));
            assertThat(cell.states("7.2")).isEmpty();
            cluster.fake(1).setCaughtUp(true);
            assertThat(Waiting.reached("the second fault", Duration.ofSeconds(5), Duration.ofMillis(5),
                    () -> cell.states("7.2").contains(HEALED))).isTrue();
            faults.cancel();
            Waiting.reached("the end of the dwell", Duration.ofSeconds(5), Duration.ofMillis(1), () -> !later.isAlive());
        }
    }

    @Test
    void on_five_servers_two_may_be_out_where_every_group_bears_it() {
        FakeCell five = new FakeCell(new FakeCluster(5).stream("s", "n1", "n2", "n0", "n1", "n2", "n3", "n4"));
        try (ScheduledFaults faults = driver(five.context())) {
            // The first two are open for longer than the third may wait.
            faults.dwell(dwell(300,
                    on("7.1", CALM, "pause", 1, 0, 1000, true),
                    on("7.2", CALM, "pause", 2, 20, 900, false),
                    on("7.3", CALM, "pause", 3, 40, 100, false)));
        }
        assertThat(five.states("7.1")).endsWith(HEALED);
        assertThat(five.states("7.2")).endsWith(HEALED);
        assertThat(indexOf(five, "7.2", OBSERVED)).as("both at one time").isLessThan(indexOf(five, "7.1", HEALED));
        assertThat(five.states("7.3")).as("three of five are a majority").startsWith(NOT_DUE);
    }

    private static int indexOf(FakeCell cell, String id, FaultState state) {
        return cell.events().indexOf(
                cell.faults(id).stream().filter(fault -> fault.state() == state).findFirst().orElseThrow());
    }

    @Test
    void a_drawn_target_is_one_that_every_group_can_spare() {
        FakeCell five = new FakeCell(new FakeCluster(5)
                .stream("s", "n0", "n0", "n0", "n1", "n2").behind("s", "n1"));
        try (ScheduledFaults faults = driver(five.context())) {
            faults.dwell(dwell(30, new PlannedFault("7.1", CALM, "kill", Role.ANY, List.of(), Duration.ZERO,
                    Duration.ofMillis(5), true, 4)));
        }
        assertThat(five.faults("7.1").getFirst().targets()).doesNotContain("n0", "n2");
    }

    @Test
    void faults_of_groups_come_one_at_a_time_in_the_whole_cluster() {
        FakeCell five = new FakeCell(new FakeCluster(5));
        List<Fault> kinds = List.of(new Grouped("one"), new Grouped("other"));
        try (ScheduledFaults faults = new ScheduledFaults(five.context(), kinds,
                new Patience(Duration.ofMillis(50), Duration.ofMillis(20)))) {
            faults.dwell(dwell(100, on("7.1", CALM, "one", 1, 0, 300, false), on("7.2", CALM, "other", 2, 20, 0, false)));
        }
        assertThat(five.states("7.1")).endsWith(HEALED);
        assertThat(five.states("7.2")).containsExactly(NOT_DUE);
        assertThat(five.faults("7.2").getFirst().detail()).contains("one is open on n1");
    }

    private record Grouped(String name) implements Fault {
        @Override
        public FaultType type() {
            return new FaultType(name, "a fault", "2.9.0", Set.of(), Duration.ofMinutes(1), Damage.NONE);
        }

        @Override
        public Set<Touch> touches() {
            return Set.of(Touch.GROUPS);
        }

        @Override
        public Injection aim(Aim aim) {
            return new Injection() {
                @Override
                public void inject() {}

                @Override
                public String observe() {
                    return "seen";
                }

                @Override
                public void heal() {}

                @Override
                public String observeHealed() {
                    return "healed";
                }
            };
        }
    }

    @Test
    void an_effect_that_is_not_seen_is_a_failure() {
        cluster.fake(1).beImmortal();
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(10, on("7.1", CALM, "kill", 1, 0, 0, true)));
            faults.cancel();
        }
        assertThat(cell.states("7.1")).startsWith(PLANNED, SENT, FAILED).doesNotContain(OBSERVED);
    }

    @Test
    void cancelling_heals_at_once_and_what_has_not_come_is_not_due() {
        try (ScheduledFaults faults = driver(cell.context())) {
            Thread dwelling = Thread.ofVirtual().start(() -> faults.dwell(dwell(60_000,
                    on("7.1", CALM, "pause", 1, 0, 60_000, false), on("7.2", CALM, "kill", 2, 50_000, 0, false))));
            Waiting.reached("the pause", Duration.ofSeconds(5), Duration.ofMillis(1),
                    () -> cell.states("7.1").contains(OBSERVED));
            assertThat(faults.open()).containsExactly("pause -> n1");
            faults.cancel();
            assertThat(Waiting.reached("the end of the dwell", Duration.ofSeconds(2), Duration.ofMillis(1),
                    () -> !dwelling.isAlive())).isTrue();
            assertThat(faults.open()).isEmpty();
        }
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cell.states("7.2")).containsExactly(NOT_DUE);
        assertThat(cluster.fake(1).signals()).containsExactly(Signal.STOP, Signal.CONT);
    }

    @Test
    void interrupting_the_dwell_heals_and_keeps_the_interrupt() throws InterruptedException {
        boolean[] kept = new boolean[1];
        try (ScheduledFaults faults = driver(cell.context())) {
            Thread dwelling = Thread.ofVirtual().start(() -> {
                faults.dwell(dwell(60_000, on("7.1", CALM, "pause", 1, 0, 60_000, false)));
                kept[0] = Thread.currentThread().isInterrupted();
            });
            Waiting.reached("the pause", Duration.ofSeconds(5), Duration.ofMillis(1),
                    () -> cell.states("7.1").contains(OBSERVED));
            dwelling.interrupt();
            assertThat(dwelling.join(Duration.ofSeconds(2))).isTrue();
        }
        assertThat(kept[0]).isTrue();
        assertThat(cell.states("7.1")).endsWith(HEALED);
        assertThat(cluster.fake(1).healthy()).isTrue();
    }

    @Test
    void closing_heals_what_could_not_be_healed_before() {
        cluster.fake(1).failStarts(1);
        ScheduledFaults faults = driver(cell.context());
        faults.dwell(dwell(10, on("7.1", CALM, "kill", 1, 0, 0, false)));
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, FAILED);
        assertThat(faults.open()).containsExactly("kill -> n1");
        faults.cancel();
        faults.close();
        assertThat(cell.states("7.1")).endsWith(HEALED);
        assertThat(cluster.fake(1).running()).isTrue();
    }

    @Test
    void between_two_dwells_it_is_healed_as_well() {
        cluster.fake(1).failStarts(1);
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(10, on("7.1", CALM, "kill", 1, 0, 0, false)));
            assertThat(cell.states("7.1")).endsWith(FAILED);
            faults.heal();
            assertThat(cell.states("7.1")).endsWith(HEALED);
            assertThat(faults.open()).isEmpty();
            assertThat(faults.awaitBack(Duration.ofSeconds(5))).isEmpty();
            assertThat(cluster.fake(1).running()).isTrue();
        }
    }

    @Test
    void who_is_still_out_is_waited_for() {
        cluster.fake(1).setCaughtUp(false);
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(10, on("7.1", CALM, "kill", 1, 0, 0, false)));
            assertThat(faults.awaitBack(Duration.ofMillis(300))).containsExactly("n1");
            cluster.fake(1).setCaughtUp(true);
            assertThat(faults.awaitBack(Duration.ofSeconds(5))).isEmpty();
            assertThat(cell.events()).anyMatch(Event.ServerBack.class::isInstance);
        }
    }

    @Test
    void no_fault_stays_open_longer_than_its_kind_may() {
        Fault shortPause = new Shorter(new Pause(), Duration.ofMillis(50));
        try (ScheduledFaults faults = new ScheduledFaults(cell.context(), List.of(shortPause), Patience.USUAL)) {
            faults.dwell(dwell(100, on("7.1", CALM, "pause", 1, 0, 3_600_000, false)));
            assertThat(cell.states("7.1")).endsWith(HEALED);
        }
    }

    private record Shorter(Fault fault, Duration longest) implements Fault {
        @Override
        public FaultType type() {
            FaultType type = fault.type();
            return new FaultType(type.name(), type.line(), type.since(), type.needs(), longest, type.damage());
        }

        @Override
        public Set<Touch> touches() {
            return fault.touches();
        }

        @Override
        public Injection aim(Aim aim) {
            return fault.aim(aim);
        }
    }

    @Test
    void an_unknown_fault_is_recorded_as_failed() {
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(1, on("7.1", CALM, "meteor", 1, 0, 0, false)));
        }
        assertThat(cell.states("7.1")).containsExactly(FAILED);
    }

    @Test
    void the_only_replica_of_a_stream_may_go_and_liveness_is_not_demanded_meanwhile() {
        cluster.stream("alone", "n2", "n2", "n2");
        try (ScheduledFaults faults = driver(cell.context())) {
            faults.dwell(dwell(30, on("7.1", CALM, "kill", 2, 0, 5, true)));
        }
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        List<Event> gates = cell.events().stream().filter(Event.Liveness.class::isInstance).toList();
        assertThat(gates).hasSize(2);
        assertThat(((Event.Liveness) gates.getFirst()).why()).contains("only replica of alone");
    }
}
