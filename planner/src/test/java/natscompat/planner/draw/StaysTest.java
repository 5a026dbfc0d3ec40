package natscompat.planner.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Role;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.time.Draws;
import org.junit.jupiter.api.Test;

class StaysTest {
    private static final int SEEDS = 400;
    private static final int MANY = 60;
    private static final List<Duration> TIMERS = List.of(seconds(8), seconds(30), seconds(120));
    private static final Lane LANE = lane(seconds(150), Damage.OUT, true);

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Lane lane(Duration longest, Damage damage, boolean near) {
        FaultRule rule = new FaultRule("away", List.of(Role.ANY), FaultRule.Rhythm.REPEATED, Duration.ZERO,
                seconds(1), Duration.ofMillis(100), seconds(1), true);
        MayhemMode mode = new MayhemMode("away", "a mode", List.of(rule), Duration.ZERO, damage, Set.of(), Set.of(), true);
        FaultType type = new FaultType("away", "a fault", "2.9.0", Set.of(), longest, Damage.OUT);
        return new Lane(mode, 0, near ? rule.alsoNearTimers() : rule, type);
    }

    /** All that are drawn in one dwell, whose faults have so much room each. */
    private static List<Duration> drawn(Lane lane, long seed, Duration time, Duration room) {
        Stays stays = new Stays(lane, TIMERS, time);
        List<Duration> drawn = new ArrayList<>();
        for (int count = 0; count < MANY; count++) {
            stays.next(Draws.of(seed).at(count), room).ifPresent(drawn::add);
        }
        return drawn;
    }

    private static Duration timer(Duration stay) {
        return TIMERS.stream()
                .filter(timer -> stay.minus(timer).abs().compareTo(timer.dividedBy(10)) <= 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError(stay + " is near no timer"));
    }

    @Test
    void each_timer_has_its_turn_once_a_little_below_or_a_little_above() {
        List<Duration> all = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            List<Duration> drawn = drawn(LANE, seed, seconds(600), seconds(600));
            assertThat(drawn.stream().map(StaysTest::timer)).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(TIMERS);
            all.addAll(drawn);
        }
        assertThat(all).allSatisfy(stay ->
                assertThat(stay.minus(timer(stay)).abs()).isGreaterThanOrEqualTo(timer(stay).dividedBy(100)));
        for (Duration timer : TIMERS) {
            assertThat(all.stream().filter(stay -> timer(stay).equals(timer) && stay.compareTo(timer) < 0).count())
                    .isBetween(SEEDS / 3L, SEEDS * 2L / 3);
        }
    }

    @Test
    void every_other_fault_is_one_as_long_as_one_fits() {
        long first = LongStream.range(0, SEEDS)
                .filter(seed -> new Stays(LANE, TIMERS, seconds(600)).next(Draws.of(seed), seconds(600)).isPresent())
                .count();
        assertThat(first).isBetween(SEEDS / 3L, SEEDS * 2L / 3);
    }

    @Test
    void together_they_leave_a_third_of_the_time_and_none_is_longer_than_its_room() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Duration time = seconds(5 + seed);
            Duration room = seconds(1 + seed * 7L % 200);
            List<Duration> drawn = drawn(LANE, seed, time, room);
            assertThat(drawn).as("seed %d", seed).allMatch(stay -> stay.compareTo(room) <= 0);
            Duration away = drawn.stream().map(stay -> stay.plus(LANE.recovery())).reduce(Duration.ZERO, Duration::plus);
            assertThat(away).as("seed %d", seed).isLessThanOrEqualTo(time.multipliedBy(2).dividedBy(3));
        }
    }

    @Test
    void no_fault_lasts_longer_than_it_may() {
        Lane quick = lane(seconds(60), Damage.OUT, true);
        for (int seed = 0; seed < SEEDS; seed++) {
            assertThat(drawn(quick, seed, seconds(600), seconds(600))).as("seed %d", seed).hasSize(2)
                    .allMatch(stay -> stay.compareTo(seconds(60)) <= 0);
        }
    }

    @Test
    void what_breaks_a_quorum_or_does_not_want_to_stays_no_longer_than_usual() {
        for (Damage damage : List.of(Damage.QUORUM, Damage.OUT)) {
            Lane lane = lane(seconds(150), damage, false);
            assertThat(drawn(lane, 1, seconds(600), seconds(600))).isEmpty();
            assertThat(Stays.room(lane, TIMERS)).isZero();
        }
    }

    @Test
    void a_script_that_breaks_a_quorum_has_its_whole_length_wherever_that_fits() {
        Lane script = lane(seconds(150), Damage.QUORUM, true);
        assertThat(drawn(script, 1, seconds(600), seconds(1))).hasSize(MANY).containsOnly(seconds(1));
        assertThat(drawn(script, 1, seconds(600), seconds(1).minusMillis(1))).isEmpty();
        assertThat(Stays.room(script, TIMERS)).isEqualTo(seconds(2).plus(script.recovery()));
        assertThat(Stays.room(script, List.of())).isZero();
    }

    @Test
    void the_least_room_has_the_longest_timer_and_less_has_not() {
        Duration room = Stays.room(LANE, TIMERS);
        assertThat(room).isEqualTo(Duration.ofMillis(205_500));
        assertThat(longest(room)).isGreaterThan(seconds(100));
        assertThat(longest(room.minusMillis(3))).isLessThan(seconds(40));
    }

    private static Duration longest(Duration time) {
        return LongStream.range(0, SEEDS)
                .boxed()
                .flatMap(seed -> drawn(LANE, seed, time, time).stream())
                .max(Duration::compareTo)
                .orElseThrow();
    }

    @Test
    void timers_are_those_of_workloads_and_servers_in_cells_of_four_minutes_and_more() {
        Catalog catalog = new Catalog(
                List.of(new WorkloadType("one", "a workload", "2.9.0", 1, List.of(), List.of(seconds(8), seconds(120))),
                        new WorkloadType("other", "a workload", "2.9.0", 1, List.of(), List.of(seconds(120)))),
                List.of(), List.of(), List.of(), List.of());
        assertThat(Stays.timers(catalog, seconds(240))).isEqualTo(TIMERS);
        assertThat(Stays.timers(catalog, seconds(240).minusMillis(1))).isEmpty();
        assertThat(new Stays(LANE, List.of(), seconds(600)).next(Draws.of(1), seconds(600))).isEqualTo(Optional.empty());
    }
}
