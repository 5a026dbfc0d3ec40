package natscompat.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.plan.Cell;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.Json;
import natscompat.planner.PlanRequest;
import natscompat.planner.Planner;
import natscompat.workloads.support.Assets;
import org.junit.jupiter.api.Test;

/** Faults about as long as the timers of the workloads that there really are, under the modes that there really are. */
class LongFaultsTest {
    private static final int SEEDS = 6;
    private static final Set<String> ALL = Set.of("local", "link-proxy", "small-disk", "server-clock");
    private static final Catalog REAL = RealRun.CATALOG;

    private static ResolvedRelease release(String name) {
        return new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.MODULE, name, "the module");
    }

    private static PlanRequest request(long seed) {
        return PlanRequest.of(List.of(release("v2.12.15"), release("v2.14.5")), seed)
                .withPlatformProvides(ALL)
                .withWalks(List.of("upgrade"));
    }

    private static List<PlannedFault> faults(Cell cell) {
        return cell.steps().stream()
                .filter(Step.Dwell.class::isInstance)
                .flatMap(step -> ((Step.Dwell) step).faults().stream())
                .toList();
    }

    @Test
    void inASoakEachFamilyKeepsServersAwayAboutAsLongAsEveryTimer() {
        for (String mode : List.of("random-hard-kill", "random-pause", "isolate-one")) {
            Set<String> met = new HashSet<>();
            for (int seed = 0; seed < SEEDS; seed++) {
                PlanRequest soak = request(seed).withProfile("soak").withBudget(Optional.of(Duration.ofDays(1))).withMayhem(List.of(mode));
                for (PlannedFault fault : faults(new Planner(REAL).plan(soak).cells().getFirst())) {
                    assertThat(fault.open()).as("seed %d, %s", seed, fault)
                            .isLessThanOrEqualTo(REAL.fault(fault.fault()).orElseThrow().longest());
                    met.addAll(near(fault, Assets.ACK_WAIT, "acknowledgement"));
                    met.addAll(near(fault, Assets.DUPLICATE_WINDOW, "window"));
                }
            }
            assertThat(met).as(mode).contains(
                    "acknowledgement, below", "acknowledgement, above", "window, below", "window, above");
        }
    }

    private static Set<String> near(PlannedFault fault, Duration timer, String name) {
        Duration off = fault.open().minus(timer);
        return off.abs().compareTo(timer.dividedBy(10)) > 0
                ? Set.of()
                : Set.of(name + (off.isNegative() ? ", below" : ", above"));
    }

    /** What was planned for a seed before there were such faults is planned still. */
    @Test
    void aShortCellIsPlannedAsIfThereWereNone() {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (String profile : List.of("smoke", "standard")) {
                PlanRequest every = request(seed).withProfile(profile).withMayhem(List.of("none", "all", "random-hard-kill+random-pause"))
                        .withBudget(Optional.of(Duration.ofDays(1)));
                assertThat(Json.pretty(new Planner(REAL).plan(every)))
                        .as("seed %d, %s", seed, profile)
                        .isEqualTo(Json.pretty(new Planner(without()).plan(every)));
            }
        }
    }

    private static Catalog without() {
        return new Catalog(REAL.workloads(), REAL.modes().stream().map(LongFaultsTest::plain).toList(), REAL.faults(),
                REAL.checks(), REAL.promises());
    }

    private static MayhemMode plain(MayhemMode mode) {
        List<FaultRule> rules = mode.rules().stream()
                .map(rule -> new FaultRule(rule.fault(), rule.roles(), rule.rhythm(), rule.quietMin(), rule.quietMax(),
                        rule.openMin(), rule.openMax(), rule.waitsForRecovery()))
                .toList();
        return new MayhemMode(mode.name(), mode.line(), rules, mode.startDelay(), mode.damage(), mode.needs(),
                mode.excludes(), mode.inAll());
    }

    @Test
    void theWorkloadsSayWhatTheirAssetsAreMadeWith() {
        assertThat(REAL.workloads()).allSatisfy(type -> assertThat(type.timers()).contains(Assets.DUPLICATE_WINDOW));
        assertThat(REAL.workloads()).filteredOn(type -> type.timers().contains(Assets.ACK_WAIT))
                .extracting(type -> type.name())
                .containsExactly("durable-pull-consumer", "queue-group-consumer");
    }
}
