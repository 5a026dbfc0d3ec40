package natscompat.mayhem;

import static natscompat.mayhem.fake.FakeCell.CALM;
import static natscompat.mayhem.fake.FakeCell.dwell;
import static natscompat.mayhem.fake.FakeCell.on;
import static natscompat.model.history.FaultState.HEALED;
import static natscompat.model.history.FaultState.NOT_DUE;
import static natscompat.model.history.FaultState.OBSERVED;
import static natscompat.model.history.FaultState.PLANNED;
import static natscompat.model.history.FaultState.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.mayhem.fake.FakeCell;
import natscompat.mayhem.fake.FakeCluster;
import natscompat.mayhem.fake.FakeFault;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.platform.Signal;
import org.junit.jupiter.api.Test;

/** How long a step waits for its faults, and what becomes of one that does not come or does not end. */
class StepsOfFaultsTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Patience SHORT = new Patience(Duration.ofMillis(300), Duration.ofMillis(20));

    private final FakeCluster cluster = new FakeCluster(3).stream("s", "n1", "n2", "n0", "n1", "n2");
    private final FakeCell cell = new FakeCell(cluster);

    private static void await(CountDownLatch latch) {
        Waiting.reached("the test", LONG, Duration.ofMillis(1), () -> latch.getCount() == 0);
    }

    @Test
    void a_fault_that_is_still_aimed_takes_its_target_away_from_others() {
        CountDownLatch aimed = new CountDownLatch(1);
        FakeFault slow = new FakeFault("slow-aim", () -> await(aimed), () -> {});
        FakeFault other = new FakeFault("other", () -> {}, () -> {});
        try (ScheduledFaults faults = new ScheduledFaults(cell.context(), List.of(slow, other), SHORT)) {
            Thread dwelling = Thread.ofVirtual().start(() -> faults.dwell(dwell(200,
                    on("7.1", CALM, "slow-aim", 1, 0, 0, false), on("7.2", CALM, "other", 2, 20, 0, false))));
            assertThat(Waiting.reached("the second fault", LONG, Duration.ofMillis(1),
                    () -> !cell.states("7.2").isEmpty())).isTrue();
            aimed.countDown();
            Waiting.reached("the end of the step", LONG, Duration.ofMillis(1), () -> !dwelling.isAlive());
        }
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
        assertThat(cell.states("7.2")).containsExactly(NOT_DUE);
        assertThat(cell.faults("7.2").getFirst().detail()).contains("meta group would keep 1 of 3");
    }

    @Test
    void a_step_whose_faults_do_not_end_fails() {
        CountDownLatch healed = new CountDownLatch(1);
        FakeFault endless = new FakeFault("endless", () -> {}, () -> await(healed));
        ScheduledFaults faults = new ScheduledFaults(cell.context(), List.of(endless), SHORT, Duration.ofMillis(100));
        assertThatThrownBy(() -> faults.dwell(dwell(10, on("7.1", CALM, "endless", 1, 0, 0, false))))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("7.1 (endless)");
        healed.countDown();
        faults.cancel();
        faults.close();
    }

    @Test
    void a_heal_that_hangs_is_not_begun_by_another_thread_and_is_not_waited_for_twice() {
        CountDownLatch healed = new CountDownLatch(1);
        AtomicInteger heals = new AtomicInteger();
        FakeFault endless = new FakeFault("endless", () -> {}, () -> {
            heals.incrementAndGet();
            await(healed);
        });
        Duration limit = Duration.ofSeconds(2);
        ScheduledFaults faults = new ScheduledFaults(cell.context(), List.of(endless), SHORT, limit);
        assertThatThrownBy(() -> faults.dwell(dwell(10, on("7.1", CALM, "endless", 1, 0, 0, false))))
                .isInstanceOf(FailureException.class);

        faults.heal();

        assertThat(cell.faults("7.1").getLast().detail()).contains("not healed", "has begun and goes on");
        faults.cancel();
        long began = System.nanoTime();
        faults.close();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(limit);
        assertThat(heals).hasValue(1);
        healed.countDown();
        assertThat(Waiting.reached("the heal", LONG, Duration.ofMillis(1), () -> cell.states("7.1").contains(HEALED))).isTrue();
    }

    @Test
    void a_fault_that_is_open_for_longer_than_its_step_does_not_hang() {
        FakeFault calm = new FakeFault("calm-fault", () -> {}, () -> {});
        try (ScheduledFaults faults = new ScheduledFaults(cell.context(), List.of(calm), SHORT, Duration.ofMillis(200))) {
            faults.dwell(dwell(10, on("7.1", CALM, "calm-fault", 1, 0, 1200, false)));
        }
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
    }

    private void secondServerIsAwayFor(Duration time) {
        secondServerIsAwayFor(cluster, time);
    }

    private static void secondServerIsAwayFor(FakeCluster cluster, Duration time) {
        cluster.fake(2).signal(Signal.KILL);
        Thread.ofVirtual().start(() -> {
            Waiting.pause("the other server's absence", time);
            cluster.fake(2).start();
        });
    }

    private static FakeCluster ofOneRelease() {
        return FakeCluster.ofOneRelease(3).stream("s", "n1", "n2", "n0", "n1", "n2");
    }

    /** A control has to show each of its modes, too. */
    @Test
    void in_a_cell_of_one_release_the_last_chance_is_waited_for_until_the_mode_has_come_once() {
        FakeCluster control = ofOneRelease();
        FakeCell alone = new FakeCell(control, false);
        try (ScheduledFaults faults = new ScheduledFaults(alone.context(), Faults.all(), new Patience(LONG, Duration.ZERO))) {
            secondServerIsAwayFor(control, Duration.ofMillis(400));
            faults.dwell(dwell(60, on("7.1", CALM, "kill", 1, 0, 0, true)));
            assertThat(alone.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
            assertThat(faults.awaitBack(LONG)).isEmpty();

            secondServerIsAwayFor(control, Duration.ofMillis(1500));
            faults.dwell(dwell(60, on("9.1", CALM, "kill", 1, 0, 0, true)));
        }
        assertThat(alone.states("9.1")).containsExactly(NOT_DUE);
    }

    @Test
    void before_and_after_the_mixes_of_a_cell_nothing_is_waited_for() {
        FakeCluster first = ofOneRelease();
        FakeCell upgrade = new FakeCell(first, true);
        secondServerIsAwayFor(first, Duration.ofMillis(1500));
        try (ScheduledFaults faults = new ScheduledFaults(upgrade.context(), Faults.all(), new Patience(LONG, Duration.ZERO))) {
            faults.dwell(dwell(60, on("7.1", CALM, "kill", 1, 0, 0, false)));
        }
        assertThat(upgrade.states("7.1")).containsExactly(NOT_DUE);
    }

    @Test
    void the_last_chance_of_a_mode_is_waited_for_beyond_the_end_of_its_step() {
        secondServerIsAwayFor(Duration.ofMillis(400));
        try (ScheduledFaults faults = new ScheduledFaults(cell.context(), Faults.all(), new Patience(LONG, Duration.ZERO))) {
            faults.dwell(dwell(60, on("7.1", CALM, "kill", 1, 0, 0, false)));
        }
        assertThat(cell.states("7.1")).containsExactly(PLANNED, SENT, OBSERVED, HEALED);
    }

    @Test
    void a_mode_that_had_its_fault_does_not_make_its_step_longer() {
        try (ScheduledFaults faults = new ScheduledFaults(cell.context(), Faults.all(), new Patience(LONG, Duration.ZERO))) {
            Thread.ofVirtual().start(() -> {
                Waiting.reached("the first fault", LONG, Duration.ofMillis(1), () -> cell.states("7.1").contains(HEALED));
                secondServerIsAwayFor(Duration.ofMillis(1500));
            });
            faults.dwell(dwell(700, on("7.1", CALM, "kill", 1, 0, 0, true), on("7.2", CALM, "kill", 1, 500, 0, true)));
        }
        assertThat(cell.states("7.1")).contains(HEALED);
        assertThat(cell.states("7.2")).containsExactly(NOT_DUE);
    }
}
