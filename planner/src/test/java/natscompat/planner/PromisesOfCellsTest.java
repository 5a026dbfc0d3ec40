package natscompat.planner;

import static natscompat.model.catalog.Standing.KEPT;
import static natscompat.model.catalog.Standing.MAY_BE_LOST;
import static natscompat.model.catalog.Standing.MAY_BE_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.Role;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Step;
import natscompat.model.plan.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEMANTICS.md 2 and 4: which promises apply. */
class PromisesOfCellsTest {
    private static Map<String, Standing> promises(
            String from, String to, String walk, String mode, int replicas, Storage storage) {
        PlanRequest request = PlanRequest.of(List.of(Fakes.release(from), Fakes.release(to)), 1)
                .withWalks(List.of(walk))
                .withMayhem(List.of(mode))
                .withReplicas(replicas)
                .withStorage(storage);
        Cell cell = new Planner(Fakes.catalog()).plan(request).cells().getFirst();
        return cell.promises();
    }

    @Test
    void everyPromiseOfTheCatalogueHasAStanding() {
        assertThat(promises("v2.12.15", "v2.14.5", "upgrade", "none", 3, Storage.FILE).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Fakes.catalog().promises().stream().map(Promise::name).toList());
    }

    @ParameterizedTest
    @CsvSource({
        // walk, mode, replicas, storage, acked-message-kept, available, settles
        "upgrade, none, 3, FILE, KEPT, KEPT, KEPT",
        "upgrade, random-hard-kill, 3, FILE, KEPT, KEPT, KEPT",
        "upgrade, random-hard-kill, 3, MEMORY, KEPT, KEPT, KEPT",
        "upgrade, kill-all, 3, FILE, KEPT, KEPT, KEPT",
        "upgrade, kill-all, 3, MEMORY, MAY_BE_LOST, MAY_BE_UNAVAILABLE, MAY_BE_UNAVAILABLE",
        "upgrade, none, 1, FILE, KEPT, MAY_BE_UNAVAILABLE, KEPT",
        "upgrade, none, 1, MEMORY, MAY_BE_LOST, MAY_BE_UNAVAILABLE, MAY_BE_UNAVAILABLE",
        "static, none, 1, MEMORY, KEPT, KEPT, KEPT",
        "static, random-hard-kill, 1, FILE, KEPT, MAY_BE_UNAVAILABLE, KEPT",
        "cold-swap, none, 3, FILE, KEPT, KEPT, KEPT",
        "cold-swap, none, 3, MEMORY, MAY_BE_LOST, MAY_BE_UNAVAILABLE, MAY_BE_UNAVAILABLE",
    })
    void byWalkModeReplicasAndStorage(
            String walk, String mode, int replicas, Storage storage, Standing kept, Standing available, Standing settles) {
        assertThat(promises("v2.12.15", "v2.14.5", walk, mode, replicas, storage))
                .containsEntry("acked-message-kept", kept)
                .containsEntry("available", available)
                .containsEntry("settles", settles)
                .containsEntry("server-stays-up", KEPT)
                .containsEntry("nobody-knows-this-one", KEPT);
    }

    @ParameterizedTest
    @CsvSource({
        // one patch back, and release lines within their documented limits
        "v2.14.4, v2.14.5, downgrade, KEPT",
        "v2.12.15, v2.14.5, downgrade, KEPT",
        "v2.11.9, v2.12.15, downgrade, KEPT",
        "v2.9.22, v2.10.29, downgrade, KEPT",
        // below them
        "v2.11.8, v2.12.15, downgrade, MAY_BE_LOST",
        "v2.11.8, v2.12.15, half-way-and-back, MAY_BE_LOST",
        "v2.9.10, v2.10.29, downgrade, MAY_BE_LOST",
        "v2.11.17, v2.14.5, downgrade, MAY_BE_LOST",
        // the way up knows no such limit, but 2.15 wants peers of 2.14
        "v2.9.10, v2.10.29, upgrade, KEPT",
        "v2.11.17, v2.14.5, upgrade, KEPT",
        "v2.14.5, v2.15.1, upgrade, KEPT",
        "v2.12.15, v2.15.1, upgrade, MAY_BE_LOST",
        "v2.12.15, v2.15.1, static, MAY_BE_LOST",
        "v2.12.15, v2.15.1, cold-swap, KEPT",
    })
    void byVersions(String from, String to, String walk, Standing kept) {
        assertThat(promises(from, to, walk, "none", 3, Storage.FILE))
                .containsEntry("acked-message-kept", kept)
                .containsEntry("server-stays-up", kept)
                .containsEntry("available", kept == MAY_BE_LOST ? MAY_BE_UNAVAILABLE : KEPT);
    }

    private static Cell cell(Catalog catalog, String mode, int replicas) {
        return new Planner(catalog)
                .plan(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1)
                        .withWalks(List.of("upgrade"))
                        .withMayhem(List.of(mode))
                        .withReplicas(replicas))
                .cells()
                .getFirst();
    }

    private static List<Boolean> liveness(Cell cell) {
        return cell.steps().stream()
                .filter(Step.BeginPhase.class::isInstance)
                .map(step -> ((Step.BeginPhase) step).liveness())
                .distinct()
                .toList();
    }

    /** What breaks a quorum tells when it does; a soak under it is not out of the promise for an hour. */
    @ParameterizedTest
    @ValueSource(strings = {"random-hard-kill-nowait", "kill-all", "wipe-store"})
    void beyondAQuorumLivenessIsDemandedAllTheSame(String mode) {
        Catalog catalog = Fakes.with(Fakes.catalog(),
                List.of(Fakes.mode("wipe-store", Damage.STORE, Fakes.rule("wipe", List.of(Role.FOLLOWER), 500, 1000, true))),
                List.of(Fakes.fault("wipe", Damage.STORE)));
        assertThat(liveness(cell(catalog, mode, 3))).containsExactly(true);
        assertThat(cell(catalog, mode, 3).promises()).containsEntry("available", KEPT);
        assertThat(liveness(cell(catalog, mode, 1))).containsExactly(false);
        assertThat(cell(catalog, mode, 1).promises()).containsEntry("available", MAY_BE_UNAVAILABLE);
    }

    private static Map<String, Standing> ofModes(String mode, Storage storage) {
        Catalog catalog = Fakes.with(
                Fakes.catalog(),
                List.of(
                        Fakes.mode("wipe-store", Damage.STORE, Fakes.rule("wipe", List.of(Role.FOLLOWER), 0, 1000, true)),
                        Fakes.mode("scale-streams", Damage.NONE,
                                Fakes.rule("scale-stream", List.of(Role.STREAM_LEADER), 0, 1000, false)),
                        Fakes.mode("broken-wire", Damage.QUORUM,
                                Fakes.rule("broken-wire", List.of(Role.ALL), 0, 1000, false))),
                List.of(
                        Fakes.fault("wipe", Damage.STORE),
                        Fakes.fault("scale-stream", Damage.NONE),
                        Fakes.fault("broken-wire", Damage.QUORUM)));
        PlanRequest request = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1)
                .withWalks(List.of("upgrade"))
                .withMayhem(List.of(mode))
                .withStorage(storage);
        return new Planner(catalog).plan(request).cells().getFirst().promises();
    }

    @ParameterizedTest
    @CsvSource({
        "wipe-store, FILE, KEPT",
        "random-hard-kill+wipe-store, FILE, KEPT",
        "random-hard-kill-nowait+wipe-store, FILE, MAY_BE_LOST",
        "scale-streams+wipe-store, FILE, KEPT",
        "random-hard-kill+scale-streams, FILE, KEPT",
        "scale-streams, MEMORY, KEPT",
        "random-hard-kill+scale-streams, MEMORY, MAY_BE_LOST",
    })
    void byAllThatJoinedModesDamage(String mode, Storage storage, Standing kept) {
        assertThat(ofModes(mode, storage)).containsEntry("acked-message-kept", kept).containsEntry("server-stays-up", KEPT);
    }

    @Test
    void bytesThatAreFalsifiedOnTheWayLeaveOneThingToJudge() {
        Map<String, Standing> standings = ofModes("broken-wire", Storage.FILE);
        assertThat(standings).containsEntry("server-stays-up", KEPT);
        assertThat(standings.entrySet()).filteredOn(promise -> !promise.getKey().equals("server-stays-up"))
                .isNotEmpty()
                .allSatisfy(promise -> assertThat(promise.getValue()).as(promise.getKey()).isEqualTo(MAY_BE_LOST));
    }

    /** The mode that stands outside "all" does what NATS promises nothing about. */
    @Test
    void aModeOutsideAllIsNotAskedForAvailability() {
        MayhemMode broken = new MayhemMode("beyond-all", "does more", List.of(), Duration.ofSeconds(1), Damage.QUORUM,
                Set.of(), Set.of(), false);
        Catalog catalog = Fakes.with(Fakes.catalog(), List.of(broken), List.of());
        assertThat(cell(catalog, "beyond-all", 3).promises()).containsEntry("available", MAY_BE_UNAVAILABLE);
    }
}
