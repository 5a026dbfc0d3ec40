package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.plan.Cell;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.Plan;
import natscompat.model.plan.Step;
import org.junit.jupiter.api.Test;

/** What filters, versions and the profile make of each other. */
class WishesTest {
    private static final PlanRequest REQUEST = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1);

    private static Plan plan(PlanRequest request) {
        return new Planner(Fakes.catalog()).plan(request);
    }

    @Test
    void modesThatAreNamedGoToEveryWalkOfTheProfile() {
        Plan plan = plan(REQUEST.withMayhem(List.of("kill-all")));

        assertThat(plan.cells()).extracting(Cell::mayhem).containsOnly("kill-all");
        assertThat(plan.cells())
                .extracting(Cell::walk)
                .containsExactly(
                        "upgrade", "upgrade", "upgrade", "half-way-and-back", "downgrade", "static-1-new", "static-2-new");
    }

    @Test
    void aWalkAloneBringsControlsOfItsOwn() {
        Plan plan = plan(REQUEST.withWalks(List.of("downgrade")).withMayhem(List.of("none")));

        assertThat(plan.cells()).extracting(Cell::walk).containsOnly("downgrade").hasSize(3);
        assertThat(plan.cell(1).controls()).containsExactly(2, 3);
    }

    @Test
    void aWalkThatTheProfileLacksComesWithItsModes() {
        Plan plan = plan(REQUEST.withWalks(List.of("cold-swap")));

        assertThat(plan.cells().stream().map(Cell::mayhem).distinct())
                .containsExactly("none", "rolling-restart", "random-reload", "random-hard-kill");
    }

    @Test
    void onKubernetesTheSmokeProfileHasCellsOfItsOwn() {
        PlanRequest smoke = REQUEST.withProfile("smoke");
        PlanRequest there = smoke.withPlatformProvides(Set.of("kubernetes", "link-proxy"));

        assertThat(modes(smoke)).containsExactly("none", "random-hard-kill");
        assertThat(modes(there)).containsExactly("none", "random-hard-kill", "random-pause", "isolate-one");
        assertThat(modes(there.withWalks(List.of("upgrade")))).hasSize(4);
        assertThat(modes(there.withMayhem(List.of("none")))).containsExactly("none");
        assertThat(plan(there.withMayhem(List.of("none"))).cells()).hasSize(3);
    }

    private static List<String> modes(PlanRequest request) {
        Catalog more = Fakes.with(Fakes.catalog(),
                List.of(Fakes.mode("random-pause", Damage.OUT), Fakes.mode("isolate-one", Damage.OUT)), List.of());
        return new Planner(more).plan(request).cells().stream().map(Cell::mayhem).distinct().toList();
    }

    @Test
    void allModesMeansThoseThatWantToBeAmongAll() {
        Plan plan = plan(REQUEST.withWalks(List.of("upgrade")).withMayhem(List.of("all")));

        assertThat(plan.cells().stream().map(Cell::mayhem).distinct()).hasSize(6);
    }

    @Test
    void skippingAMinorReplacesTheUpgradeInTheSoak() {
        PlanRequest skips = PlanRequest.of(List.of(Fakes.V2_11, Fakes.V2_14), 1).withProfile("soak");

        assertThat(plan(skips).cells()).extracting(Cell::walk).contains("skip-a-minor").doesNotContain("upgrade");
        assertThat(plan(REQUEST.withProfile("soak")).cells())
                .extracting(Cell::walk)
                .contains("upgrade")
                .doesNotContain("skip-a-minor");
    }

    @Test
    void skippingAMinorThatIsNotSkippedIsNotPlannedWithItsReason() {
        Plan plan = plan(REQUEST.withWalks(List.of("upgrade", "skip-a-minor")));

        assertThat(plan.notPlanned())
                .containsExactly(
                        new NotPlanned("skip-a-minor, v2.12.15 -> v2.14.5", "the walk does not fit this pair"));
    }

    @Test
    void aWorkloadThatIsYoungerThanAReleaseIsLeftOutThere() {
        Catalog usual = Fakes.catalog();
        Catalog catalog = new Catalog(
                List.of(Fakes.workload("kv-cas"), new WorkloadType("batches", "a workload", "2.14.0", 1, List.of())),
                usual.modes(),
                usual.faults(),
                usual.checks(),
                usual.promises());

        Plan plan = new Planner(catalog).plan(REQUEST);

        assertThat(plan.cells()).extracting(Cell::workloads).containsOnly(List.of("kv-cas"));
        assertThat(plan.notPlanned())
                .containsExactly(new NotPlanned("batches, v2.12.15 -> v2.14.5", "it can run from 2.14.0 on"));
    }

    @Test
    void aModeThatThePlatformProvidesForIsPlanned() {
        Catalog usual = Fakes.catalog();
        Catalog catalog = Fakes.with(
                usual,
                List.of(new MayhemMode(
                        "cut", "a mode", List.of(), Duration.ZERO, Damage.NONE,
                        Set.of("link-proxy"), Set.of(), true)),
                List.of());
        PlanRequest cut = REQUEST.withWalks(List.of("upgrade")).withMayhem(List.of("none", "cut"));

        assertThat(new Planner(catalog).plan(cut).notPlanned()).hasSize(1);
        assertThat(new Planner(catalog).plan(cut.withPlatformProvides(Set.of("link-proxy"))).notPlanned())
                .isEmpty();
    }

    @Test
    void anImpatientRollIsPlannedOnlyWhereServersAreRolled() {
        Planner planner =
                new Planner(Fakes.with(Fakes.catalog(), List.of(Fakes.mode("impatient-roll", Damage.QUORUM)), List.of()));

        Plan plan = planner.plan(
                REQUEST.withWalks(List.of("upgrade", "static-1-new")).withMayhem(List.of("impatient-roll")));

        assertThat(plan.cell(1).steps().stream().filter(Step.Roll.class::isInstance).map(Step.Roll.class::cast))
                .hasSize(6)
                .allMatch(Step.Roll::impatient);
        assertThat(plan.notPlanned())
                .containsExactly(new NotPlanned(
                        "static-1-new / impatient-roll, v2.12.15 -> v2.14.5", "nothing is rolled in it"));
    }

    @Test
    void aCandidateIsJudgedAsTheNewOneWhereverItIsTyped() {
        PlanRequest request = PlanRequest.of(List.of(Fakes.V2_14, Fakes.V2_11, Fakes.V2_12), 1)
                .withCandidates(List.of("v2.14.5"));

        assertThat(plan(request).cells().stream().map(c -> c.pair().toString()).distinct())
                .containsExactly("v2.11.17 -> v2.14.5", "v2.12.15 -> v2.14.5");
    }
}
