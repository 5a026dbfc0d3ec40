package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Need;
import natscompat.model.catalog.Pace;
import natscompat.model.catalog.Role;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import natscompat.model.plan.Storage;
import natscompat.model.release.ResolvedRelease;
import org.junit.jupiter.api.Test;

class BurnInTest {
    private static Plan plan(List<ResolvedRelease> releases, List<String> mix, String mode, Duration duration) {
        return new Planner(Fakes.catalog())
                .burnIn(new BurnInRequest(
                        releases, mix, List.of("kv-cas"), mode, duration, 1, 0, 3, Storage.FILE, 20, Set.of(), "any"));
    }

    private static Cell cell(List<ResolvedRelease> releases, List<String> mix, String mode, Duration duration) {
        return plan(releases, mix, mode, duration).cells().getFirst();
    }

    @Test
    void itLastsAsLongAsAskedFor() {
        for (int seconds : List.of(20, 45, 119, 600, 3600)) {
            assertThat(cell(List.of(Fakes.V2_12, Fakes.V2_14), List.of(), "random-hard-kill", Duration.ofSeconds(seconds))
                            .burnIn())
                    .isEqualTo(Duration.ofSeconds(seconds));
        }
    }

    @Test
    void bearableIsEveryModeThatLeavesAMajorityAndCanBeHadHere() {
        Catalog catalog = Fakes.with(
                Fakes.catalog(),
                List.of(new MayhemMode("elsewhere", "a mode", List.of(), Duration.ofSeconds(1), Damage.NONE,
                        Set.of("small-disk"), Set.of(), true)),
                List.of());
        Cell cell = new Planner(catalog)
                .burnIn(new BurnInRequest(
                        List.of(Fakes.V2_12), List.of(), List.of("kv-cas"), BurnInRequest.BEARABLE, Duration.ofMinutes(5),
                        1, 0, 3, Storage.FILE, 20, Set.of("local"), "any"))
                .cells()
                .getFirst();

        assertThat(cell.mayhem()).isEqualTo("rolling-restart+random-reload+random-hard-kill");
        assertThat(cell.burnIn()).isEqualTo(Duration.ofMinutes(5));
    }

    /** As many servers as replicas leave nowhere to move one to: the mode would never be seen to happen. */
    @Test
    void aModeThatNeedsAServerToSpareTakesPartWhereThereIsOne() {
        Catalog catalog = Fakes.with(
                Fakes.catalog(),
                List.of(new MayhemMode("moves", "a mode", List.of(Fakes.rule("reload", List.of(Role.ANY), 0, 1000, false)),
                        Duration.ofMillis(500), Damage.NONE, Set.of(Need.SPARE_SERVER), Set.of(), true)),
                List.of());
        for (int replicas : List.of(3, 5)) {
            BurnInRequest request = new BurnInRequest(List.of(Fakes.V2_12), List.of(), List.of("kv-cas"),
                    BurnInRequest.BEARABLE, Duration.ofMinutes(5), 1, 5, replicas, Storage.FILE, 20, Set.of("local"), "any");
            assertThat(List.of(new Planner(catalog).burnIn(request).cells().getFirst().mayhem().split("\\+")).contains("moves"))
                    .as(replicas + " replicas on five servers").isEqualTo(replicas == 3);
        }
    }

    /** Streams in memory have no blocks on a disk: the fault would stop a server and then find nothing to damage. */
    @Test
    void aModeThatDamagesFilesOfStreamsIsRefusedForStreamsInMemory() {
        Catalog catalog = Fakes.with(
                Fakes.catalog(),
                List.of(new MayhemMode("damages", "a mode", List.of(Fakes.rule("reload", List.of(Role.ANY), 0, 1000, false)),
                        Duration.ofMillis(500), Damage.STORE, Set.of(Need.FILE_STORAGE), Set.of(), true)),
                List.of());
        for (Storage storage : Storage.values()) {
            BurnInRequest request = new BurnInRequest(List.of(Fakes.V2_12), List.of(), List.of("kv-cas"),
                    "damages", Duration.ofMinutes(5), 1, 3, 3, storage, 20, Set.of("local"), "any");
            if (storage == Storage.FILE) {
                assertThat(new Planner(catalog).burnIn(request).cells()).hasSize(1);
            } else {
                assertThatThrownBy(() -> new Planner(catalog).burnIn(request))
                        .hasMessageContaining("the cell lacks file-storage (streams in files, not in memory)");
            }
        }
    }

    @Test
    void aPaceMovesTheFaultsThatComeAgainAndAgainAndTheFirstOne() {
        Catalog paced = Pace.applied(Fakes.catalog(),
                Optional.of(new Pace(Duration.ofSeconds(7), Duration.ofSeconds(7))), Optional.of(Duration.ofSeconds(11)));
        List<PlannedFault> faults = new Planner(paced)
                .burnIn(new BurnInRequest(
                        List.of(Fakes.V2_12), List.of(), List.of("kv-cas"), "random-reload", Duration.ofMinutes(1), 1, 0, 3,
                        Storage.FILE, 20, Set.of(), "any"))
                .cells().getFirst().steps().stream()
                .filter(Step.Dwell.class::isInstance)
                .flatMap(step -> ((Step.Dwell) step).faults().stream())
                .toList();

        assertThat(faults.getFirst().offset()).isEqualTo(Duration.ofSeconds(18));
        assertThat(faults.get(1).offset().minus(faults.getFirst().offset())).isEqualTo(Duration.ofMillis(7100));
    }

    @Test
    void oneReleaseRunsAlone() {
        Cell cell = cell(List.of(Fakes.V2_12), List.of(), "random-reload", Duration.ofMinutes(1));

        assertThat(cell.firstMix()).hasToString("3 x v2.12.15");
        assertThat(cell.steps()).noneMatch(Step.Lead.class::isInstance);
    }

    @Test
    void withoutAMixTheFirstReleaseHasTheMajority() {
        assertThat(cell(List.of(Fakes.V2_12, Fakes.V2_14), List.of(), "none", Duration.ofMinutes(1))
                        .firstMix())
                .hasToString("2 x v2.12.15 + 1 x v2.14.5");
    }

    @Test
    void theMixIsTakenAsTyped() {
        List<ResolvedRelease> both = List.of(Fakes.V2_12, Fakes.V2_14);

        assertThat(cell(both, List.of("1 x v2.12.15", "4x v2.14.5"), "none", Duration.ofMinutes(1))
                        .firstMix()
                        .releases())
                .containsExactly("v2.12.15", "v2.14.5", "v2.14.5", "v2.14.5", "v2.14.5");
        assertThat(cell(both, List.of("2 x v2.14.5 + 1 x v2.12.15"), "none", Duration.ofMinutes(1))
                        .firstMix()
                        .releases())
                .containsExactly("v2.14.5", "v2.14.5", "v2.12.15");
    }

    @Test
    void everyReleaseOfAMixOfThreeLeads() {
        Cell cell = cell(List.of(Fakes.V2_11, Fakes.V2_12, Fakes.V2_14), List.of(), "none", Duration.ofMinutes(1));

        assertThat(cell.steps().stream().filter(Step.Lead.class::isInstance).map(step -> ((Step.Lead) step).ordinals()))
                .containsExactly(List.of(0), List.of(2), List.of(1));
    }
}
