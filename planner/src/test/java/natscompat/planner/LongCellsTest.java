package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.Role;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.plan.Storage;
import natscompat.model.rundir.Json;
import natscompat.planner.cost.Figures;
import org.junit.jupiter.api.Test;

/** Servers that stay away about as long as a timer, in cells that have the time for it (the seed is in each message). */
class LongCellsTest {
    private static final int SEEDS = 12;
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final List<Duration> TIMERS =
            List.of(Duration.ofSeconds(8), Duration.ofSeconds(30), Duration.ofSeconds(120));
    private static final Catalog NEAR = catalog(true);

    /** The usual modes, and one that takes a server away. */
    private static Catalog catalog(boolean near) {
        Catalog few = Fakes.catalog();
        Catalog timed = new Catalog(
                List.of(new WorkloadType("kv-cas", "a workload", "2.9.0", 1, List.of(), List.of(TIMERS.getFirst(), TIMERS.getLast()))),
                few.modes(), few.faults(), few.checks(), few.promises());
        FaultRule rule = new FaultRule("away", List.of(Role.OLD, Role.NEW, Role.ANY), FaultRule.Rhythm.REPEATED,
                Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMillis(100), USUAL, true);
        return Fakes.with(timed,
                List.of(Fakes.mode("away", Damage.OUT, near ? rule.alsoNearTimers() : rule)),
                List.of(new FaultType("away", "a fault", "2.9.0", Set.of(), Duration.ofSeconds(150), Damage.OUT)));
    }

    private static Plan burnIn(Catalog catalog, long seed, String mode, Duration time, String... mix) {
        return new Planner(catalog).burnIn(new BurnInRequest(List.of(Fakes.V2_12, Fakes.V2_14), List.of(mix),
                List.of("kv-cas"), mode, time, seed, 0, 3, Storage.FILE, 20, Set.of(), "any"));
    }

    private static List<Cell> longCells(long seed) {
        PlanRequest request = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), seed)
                .withProfile("soak")
                .withServers(seed % 3 == 0 ? 5 : 3)
                .withBudget(seed % 2 == 0 ? Optional.of(Duration.ofDays(3)) : Optional.empty())
                .withWalks(List.of(seed % 4 == 0 ? "upgrade" : "static-1-new"))
                .withMayhem(List.of("away", "away+random-reload", "away+rolling-restart"));
        List<Cell> cells = new ArrayList<>(new Planner(NEAR).plan(request).cells());
        for (int minutes : List.of(4, 16, 45)) {
            cells.addAll(burnIn(NEAR, seed, "away", Duration.ofMinutes(minutes)).cells());
        }
        return cells;
    }

    private static List<Step.Dwell> dwells(Cell cell) {
        return cell.steps().stream().filter(Step.Dwell.class::isInstance).map(Step.Dwell.class::cast).toList();
    }

    private static List<PlannedFault> stays(Step.Dwell dwell) {
        return dwell.faults().stream()
                .filter(fault -> takesAway(fault) && fault.open().compareTo(USUAL) > 0)
                .toList();
    }

    private static boolean takesAway(PlannedFault fault) {
        return fault.mode().equals("away");
    }

    private static Duration recovery(PlannedFault fault) {
        return Figures.recovery(fault.fault(), Damage.OUT);
    }

    @Test
    void everyTimerIsMetFromBelowAndFromAbove() {
        Set<String> met = new HashSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            for (Cell cell : longCells(seed)) {
                dwells(cell).forEach(dwell -> stays(dwell).forEach(fault -> met.add(side(fault, cell))));
            }
        }
        assertThat(met).containsExactlyInAnyOrder("PT8S below", "PT8S above", "PT30S below", "PT30S above", "PT2M below", "PT2M above");
    }

    private static String side(PlannedFault fault, Cell cell) {
        for (Duration timer : TIMERS) {
            Duration off = fault.open().minus(timer);
            if (off.abs().compareTo(timer.dividedBy(10)) <= 0) {
                return timer + (off.isNegative() ? " below" : " above");
            }
        }
        throw new AssertionError("seed %s, %s: %s is near no timer".formatted(cell.seed(), cell.slug(), fault));
    }

    @Test
    void aThirdOfTheTimeIsLeftAndEveryVictimIsBackWithinItsDwell() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (Cell cell : longCells(seed)) {
                for (Step.Dwell dwell : dwells(cell)) {
                    Duration away = stays(dwell).stream()
                            .map(fault -> fault.open().plus(recovery(fault)))
                            .reduce(Duration.ZERO, Duration::plus);
                    assertThat(away).as("seed %d, %s", seed, cell.slug()).isLessThanOrEqualTo(dwell.time().multipliedBy(2).dividedBy(3));
                    assertThat(dwell.faults()).as("seed %d, %s", seed, cell.slug()).filteredOn(LongCellsTest::takesAway).allSatisfy(
                            fault -> assertThat(fault.offset().plus(fault.open()).plus(recovery(fault))).isLessThanOrEqualTo(dwell.time()));
                }
            }
        }
    }

    @Test
    void theUsualFaultsGoOnBesideThem() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (Cell cell : longCells(seed)) {
                long all = dwells(cell).stream().mapToLong(dwell -> dwell.faults().size()).sum();
                long stays = dwells(cell).stream().mapToLong(dwell -> stays(dwell).size()).sum();
                assertThat(stays).as("seed %d, %s", seed, cell.slug()).isLessThan(all);
            }
        }
    }

    @Test
    void inShortCellsNothingOfItIsPlanned() {
        for (long seed = 0; seed < SEEDS; seed++) {
            for (String profile : List.of("smoke", "standard")) {
                PlanRequest request = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), seed)
                        .withProfile(profile)
                        .withServers(seed % 2 == 0 ? 3 : 5)
                        .withWalks(List.of("upgrade", "static"))
                        .withMayhem(List.of("away", "away+random-hard-kill"));
                assertThat(Json.pretty(new Planner(NEAR).plan(request)))
                        .as("seed %d", seed)
                        .isEqualTo(Json.pretty(new Planner(catalog(false)).plan(request)));
            }
            assertThat(Json.pretty(burnIn(NEAR, seed, "away", Duration.ofSeconds(239))))
                    .isEqualTo(Json.pretty(burnIn(catalog(false), seed, "away", Duration.ofSeconds(239))));
        }
    }

    @Test
    void aBurnInThatHasTheTimeSpendsItsSecondHalfInRoundsThatHoldTheLongestTimer() {
        List<Step.Dwell> mixed = dwells(burnIn(NEAR, 1, "away", Duration.ofMinutes(15)).cells().getFirst());
        assertThat(mixed).hasSize(2 * 4).allMatch(dwell -> dwell.time().compareTo(Duration.ofSeconds(50)) > 0);
        assertThat(mixed.subList(0, 6)).allMatch(dwell -> dwell.time().compareTo(Duration.ofSeconds(90)) < 0);
        assertThat(mixed.subList(6, 8)).allMatch(dwell -> dwell.time().compareTo(Duration.ofSeconds(207)) > 0);

        Cell alone = burnIn(NEAR, 1, "away", Duration.ofMinutes(8), "3 x v2.12.15").cells().getFirst();
        assertThat(dwells(alone)).hasSize(3);
        assertThat(dwells(alone).getLast().time()).isGreaterThan(Duration.ofSeconds(207));
        assertThat(alone.burnIn()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void modesThatTakeNobodyAwayKeepTheirRounds() {
        assertThat(Json.pretty(burnIn(NEAR, 1, "random-reload", Duration.ofMinutes(45))))
                .isEqualTo(Json.pretty(burnIn(catalog(false), 1, "random-reload", Duration.ofMinutes(45))));
    }
}
