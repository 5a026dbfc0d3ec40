package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.FaultRule.Rhythm;
import natscompat.model.catalog.Pace;
import natscompat.model.catalog.Role;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Mix;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.planner.cost.Figures;
import org.junit.jupiter.api.Test;

/** What holds for the faults of every seed (the seed is in each message). */
class FaultsOfAPlanTest {
    private static final int SEEDS = 40;

    /** The usual catalogue, and more modes that take servers out, and one that is open all the time. */
    private static final Catalog CATALOG = Fakes.with(
            Fakes.catalog(),
            List.of(
                    Fakes.mode("pauses", Damage.OUT, Fakes.rule("pause", List.of(Role.MINORITY), 0, 1000, false)),
                    Fakes.mode("stays", Damage.OUT, Fakes.rule("pause", List.of(Role.MINORITY), 0, 1000, true).alsoNearTimers()),
                    Fakes.mode("held", Damage.NONE, new FaultRule(
                            "slow", List.of(Role.ALL), Rhythm.HELD, Duration.ZERO, Duration.ZERO, Duration.ZERO,
                            Duration.ZERO, false))),
            List.of(Fakes.fault("pause", Damage.OUT), Fakes.fault("slow", Damage.NONE)));

    /** Cells of many seeds, sizes and modes. */
    private static Stream<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        List<String> modes = List.of(
                "rolling-restart", "random-reload", "random-hard-kill", "random-hard-kill+pauses+random-reload",
                "held+random-hard-kill", "random-hard-kill-nowait", "kill-all", "stays", "stays+random-hard-kill");
        for (int seed = 0; seed < SEEDS; seed++) {
            PlanRequest request = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), seed)
                    .withServers(seed % 2 == 0 ? 3 : 5)
                    .withProfile(seed % 5 == 0 ? "soak" : "standard")
                    .withWalks(List.of(seed % 3 == 0 ? "half-way-and-back" : seed % 3 == 1 ? "upgrade" : "static"))
                    .withMayhem(List.of(modes.get(seed % modes.size())));
            cells.addAll(new Planner(CATALOG).plan(request).cells());
        }
        return cells.stream();
    }

    private static Damage damage(PlannedFault fault) {
        return CATALOG.fault(fault.fault()).orElseThrow().damage();
    }

    private static Duration end(PlannedFault fault) {
        return fault.offset().plus(fault.open()).plus(Figures.recovery(fault.fault(), damage(fault)));
    }

    private static List<Step.Dwell> dwells(Cell cell) {
        return cell.steps().stream()
                .filter(Step.Dwell.class::isInstance)
                .map(Step.Dwell.class::cast)
                .toList();
    }

    @Test
    void everyFaultBeginsAndIsRecoveredFromWithinItsDwell() {
        cells().forEach(FaultsOfAPlanTest::inside);
    }

    private static void inside(Cell cell) {
        for (Step.Dwell dwell : dwells(cell)) {
            assertThat(dwell.faults()).as("seed %s, step %s", cell.seed(), dwell.number()).allSatisfy(fault -> {
                assertThat(fault.offset()).isGreaterThanOrEqualTo(Duration.ZERO);
                assertThat(end(fault)).isLessThanOrEqualTo(dwell.time());
            });
        }
    }

    /** In a dwell that has no time to spare, too, and for what is open all the time. */
    @Test
    void noFaultComesBeforeTheStartDelayOfItsMode() {
        cells().forEach(cell -> assertThat(dwells(cell).getFirst().faults())
                .as("seed %s, %s", cell.seed(), cell.slug())
                .allSatisfy(fault -> assertThat(fault.offset()).isGreaterThanOrEqualTo(Duration.ofMillis(500))));
    }

    @Test
    void aLongStartDelayMakesTheFirstDwellLonger() {
        Catalog slow = Pace.applied(CATALOG, Optional.empty(), Optional.of(Duration.ofSeconds(20)));
        for (String mode : List.of("kill-all", "random-hard-kill", "held+random-hard-kill", "random-hard-kill+pauses")) {
            Cell cell = new Planner(slow).plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 3)
                    .withWalks(List.of("upgrade")).withMayhem(List.of(mode))).cells().getFirst();
            assertThat(dwells(cell).getFirst().faults()).as(mode).isNotEmpty().allSatisfy(fault ->
                    assertThat(fault.offset()).isGreaterThanOrEqualTo(Duration.ofSeconds(20)));
            inside(cell);
        }
    }

    @Test
    void noMoreThanAMinorityIsOutAtATimeUnlessItsModeSaysSo() {
        cells().forEach(cell -> assertThat(mostOut(cell))
                .as("seed %s, %s", cell.seed(), cell.slug())
                .isLessThanOrEqualTo((cell.firstMix().size() - 1) / 2));
    }

    @Test
    void onFiveServersTwoAreOutAtATimeNowAndThen() {
        assertThat(cells().filter(cell -> cell.firstMix().size() == 5).mapToLong(FaultsOfAPlanTest::mostOut).max()).hasValue(2);
    }

    /** The most faults that are open or recovered from at one time, of those that may not take a majority out. */
    private static long mostOut(Cell cell) {
        return dwells(cell).stream()
                .mapToLong(dwell -> {
                    List<PlannedFault> calm = dwell.faults().stream()
                            .filter(fault -> damage(fault) != Damage.NONE)
                            .filter(fault -> CATALOG.mode(fault.mode()).orElseThrow().damage() != Damage.QUORUM)
                            .toList();
                    return calm.stream()
                            .mapToLong(one -> calm.stream().filter(other -> openAt(other, one.offset())).count())
                            .max()
                            .orElse(0);
                })
                .max()
                .orElse(0);
    }

    private static boolean openAt(PlannedFault fault, Duration moment) {
        return fault.offset().compareTo(moment) <= 0 && end(fault).compareTo(moment) > 0;
    }

    @Test
    void everyMixHasAFaultOfEveryMode() {
        cells().forEach(FaultsOfAPlanTest::everyMode);
    }

    private static void everyMode(Cell cell) {
        Mix mix = cell.firstMix();
        Set<String> seen = new HashSet<>();
        Set<String> wanted = Set.of(cell.mayhem().split("\\+"));
        for (Step step : cell.steps()) {
            boolean over = step instanceof Step.Settle || (step instanceof Step.BeginPhase p && !p.mix().equals(mix));
            if (over) {
                assertThat(seen).as("seed %s, %s before step %s", cell.seed(), mix, step.number()).isEqualTo(wanted);
                seen.clear();
            }
            if (step instanceof Step.BeginPhase phase) {
                mix = phase.mix();
            }
            if (step instanceof Step.Dwell dwell) {
                dwell.faults().forEach(fault -> seen.add(fault.mode()));
            }
        }
    }

    @Test
    void idsAreUniqueAndNameTheirStep() {
        cells().forEach(FaultsOfAPlanTest::ids);
    }

    private static void ids(Cell cell) {
        List<String> ids = new ArrayList<>();
        for (Step.Dwell dwell : dwells(cell)) {
            for (PlannedFault fault : dwell.faults()) {
                assertThat(fault.id()).startsWith(dwell.number() + ".");
                ids.add(fault.id());
            }
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void stepsAreNumberedFromOne() {
        cells().forEach(FaultsOfAPlanTest::numbers);
    }

    private static void numbers(Cell cell) {
        for (int i = 0; i < cell.steps().size(); i++) {
            assertThat(cell.steps().get(i).number()).isEqualTo(i + 1);
        }
    }

    @Test
    void oldAndNewNameTheServersOfTheMix() {
        Cell cell = new Planner(CATALOG)
                .plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 3)
                        .withProfile("soak")
                        .withWalks(List.of("static-1-new"))
                        .withMayhem(List.of("random-hard-kill")))
                .cells()
                .getFirst();
        List<PlannedFault> faults =
                dwells(cell).stream().flatMap(dwell -> dwell.faults().stream()).toList();

        assertThat(faults.stream().filter(f -> f.role() == Role.OLD)).isNotEmpty().allSatisfy(f -> assertThat(
                        f.ordinals())
                .containsExactly(0, 1));
        assertThat(faults.stream().filter(f -> f.role() == Role.NEW)).isNotEmpty().allSatisfy(f -> assertThat(
                        f.ordinals())
                .containsExactly(2));
    }

    @Test
    void restartsGoThroughTheServersInTurn() {
        Cell cell = new Planner(CATALOG)
                .plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 3).withMayhem(List.of("rolling-restart")))
                .cells()
                .getFirst();
        List<Integer> hit = dwells(cell).stream()
                .flatMap(dwell -> dwell.faults().stream())
                .map(fault -> fault.ordinals().getFirst())
                .toList();

        assertThat(hit).hasSizeGreaterThanOrEqualTo(4).startsWith(2, 1, 0, 2);
    }
}
