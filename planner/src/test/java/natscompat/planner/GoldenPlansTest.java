package natscompat.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Plan;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans as people read them; each file of {@code golden} is about one idea. */
class GoldenPlansTest {
    private static PlanRequest request() {
        return PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1).withWorkloads(List.of("kv-cas"));
    }

    private static Plan plan(PlanRequest request) {
        return new Planner(Fakes.catalog()).plan(request);
    }

    private static Cell subject(PlanRequest request) {
        return plan(request).cells().getFirst();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "downgrade", "half-way-and-back", "static-1-new", "cold-swap"})
    void eachWalkWithoutFaults(String walk) {
        Cell cell = subject(request().withWalks(List.of(walk)).withMayhem(List.of("none")));

        Golden.check("walk-" + walk, PlanTree.cell(cell));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rolling-restart",
                "random-reload",
                "random-hard-kill",
                "random-hard-kill-nowait",
                "kill-all",
                "random-hard-kill+random-reload"
            })
    void eachModeInAnUpgrade(String mode) {
        Cell cell = subject(request().withWalks(List.of("upgrade")).withMayhem(List.of(mode)));

        Golden.check("mode-" + mode, PlanTree.cell(cell));
    }

    @Test
    void aControlIsTheSamePlanWithOneRelease() {
        Cell cell = subject(request().withWalks(List.of("upgrade")).withMayhem(List.of("random-hard-kill")));

        Golden.check("control-old", PlanTree.cell(Controls.of(cell, CellRole.CONTROL_OLD, 2)));
    }

    @Test
    void aColdSwapOfAnUpgradeHasItsFaultsButNoMix() {
        Cell cell = subject(request().withWalks(List.of("upgrade")).withMayhem(List.of("random-hard-kill")));

        Golden.check("cold-swap-of-upgrade", PlanTree.cell(ColdSwaps.of(cell, 2)));
    }

    @Test
    void fiveServersInLameDuck() {
        Cell cell = subject(request()
                .withServers(5)
                .withStop(StopStyle.LAME_DUCK)
                .withWalks(List.of("upgrade"))
                .withMayhem(List.of("none")));

        Golden.check("five-servers-lame-duck", PlanTree.cell(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "half-way-and-back"})
    void rollsThatBeginWithTheMetaLeader(String walk) {
        Cell cell = subject(request()
                .withOrder(RollOrder.LEADER_FIRST)
                .withWalks(List.of(walk))
                .withMayhem(List.of("none")));

        Golden.check("leader-first-" + walk, PlanTree.cell(cell));
    }

    @Test
    void theStandardProfile() {
        Golden.check("profile-standard", PlanTree.overview(plan(request())));
    }

    @Test
    void theSmokeProfile() {
        Golden.check("profile-smoke", PlanTree.overview(plan(request().withProfile("smoke"))));
    }

    @Test
    void threeReleasesMakeThreePairs() {
        PlanRequest three = PlanRequest.of(List.of(Fakes.V2_11, Fakes.V2_12, Fakes.V2_14), 1)
                .withWalks(List.of("upgrade", "downgrade"))
                .withMayhem(List.of("none"));

        Golden.check("three-releases", PlanTree.overview(plan(three)));
    }

    @Test
    void aCandidateIsTheNewOneOfEachPair() {
        PlanRequest candidate = PlanRequest.of(List.of(Fakes.V2_11, Fakes.V2_12, Fakes.V2_14), 1)
                .withCandidates(List.of("v2.14.5"))
                .withWalks(List.of("upgrade"))
                .withMayhem(List.of("none"));

        Golden.check("candidate", PlanTree.overview(plan(candidate)));
    }

    @Test
    void aSmallBudgetCoversPairsOfValuesFirst() {
        PlanRequest small = request().withBudget(Optional.of(Duration.ofMinutes(3)));

        Golden.check("small-budget", PlanTree.overview(plan(small)));
    }

    @Test
    void aBurnInKeepsItsMixInRounds() {
        BurnInRequest burnIn = new BurnInRequest(
                List.of(Fakes.V2_12, Fakes.V2_14),
                List.of("2 x v2.12.15", "1 x v2.14.5"),
                List.of("kv-cas"),
                "random-hard-kill",
                Duration.ofMinutes(4),
                1,
                0,
                3,
                Storage.FILE,
                20,
                Set.of(),
                "any");

        Golden.check("burn-in", PlanTree.full(new Planner(Fakes.catalog()).burnIn(burnIn)));
    }

    @Test
    void promisesOfCells() {
        List<String> lines = new ArrayList<>();
        for (PlanRequest request : List.of(
                request().withMayhem(List.of("random-hard-kill")),
                request().withMayhem(List.of("kill-all")),
                request().withMayhem(List.of("none")).withReplicas(1),
                request().withMayhem(List.of("none")).withReplicas(1).withStorage(Storage.MEMORY))) {
            Cell cell = subject(request.withWalks(List.of("upgrade")));
            lines.add("%s, %d replicas, %s"
                    .formatted(
                            cell.mayhem(), cell.dimensions().replicas(), cell.dimensions().storage()));
            cell.promises().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> lines.add("  " + entry.getKey() + ": " + entry.getValue()));
        }

        Golden.check("promises", lines);
    }
}
