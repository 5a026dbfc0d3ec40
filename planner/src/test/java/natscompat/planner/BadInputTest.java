package natscompat.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.failure.Category;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Storage;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;

/** Every bad input ends in one failure of the category INPUT that says what to do. */
class BadInputTest {
    private static final PlanRequest REQUEST = PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_14), 1);

    private static Failure refused(PlanRequest request) {
        return refused(() -> new Planner(Fakes.catalog()).plan(request));
    }

    private static Failure refused(Runnable action) {
        FailureException thrown = catchThrowableOfType(FailureException.class, action::run);
        assertThat(thrown).isNotNull();
        assertThat(thrown.failure().category()).isEqualTo(Category.INPUT);
        assertThat(thrown.failure().next()).isNotBlank().endsWith(".");
        return thrown.failure();
    }

    private static BurnInRequest burnIn(List<String> mix, String mode, Duration duration, int servers) {
        return new BurnInRequest(
                List.of(Fakes.V2_12, Fakes.V2_14), mix, List.of(), mode, duration, 1, servers, 3, Storage.FILE, 20,
                Set.of(), "any");
    }

    private static Failure refused(BurnInRequest request) {
        return refused(() -> new Planner(Fakes.catalog()).burnIn(request));
    }

    @Test
    void anUnknownProfile() {
        assertThat(refused(REQUEST.withProfile("standart")).next())
                .contains("Did you mean standard?", "smoke, standard, soak");
    }

    @Test
    void anUnknownWalk() {
        assertThat(refused(REQUEST.withWalks(List.of("upgrad"))).next()).contains("Did you mean upgrade?", "cold-swap");
    }

    @Test
    void aSplitThatTheServersDoNotAllow() {
        assertThat(refused(REQUEST.withWalks(List.of("static-3-new"))).next()).contains("static-1-new, static-2-new");
    }

    @Test
    void anUnknownWorkload() {
        assertThat(refused(REQUEST.withWorkloads(List.of("kv"))).next()).contains("Did you mean kv-cas?");
    }

    @Test
    void anUnknownMode() {
        assertThat(refused(REQUEST.withMayhem(List.of("random-hard-kil"))).next())
                .contains("Did you mean random-hard-kill?", "kill-all");
    }

    @Test
    void anUnknownModeAmongJoinedOnes() {
        assertThat(refused(REQUEST.withMayhem(List.of("random-reload+nothing"))).tried()).contains("'nothing'");
    }

    @Test
    void anUnknownCandidate() {
        assertThat(refused(REQUEST.withCandidates(List.of("v2.14.4"))).next()).contains("Did you mean v2.14.5?");
    }

    @Test
    void moreReplicasThanServers() {
        assertThat(refused(REQUEST.withReplicas(5)).why()).contains("a server of its own");
    }

    @Test
    void sizesThatAreNotOffered() {
        assertThat(refused(REQUEST.withReplicas(2)).next()).contains("1, 3 or 5");
        assertThat(refused(REQUEST.withServers(4)).next()).contains("3");
        assertThat(refused(REQUEST.withParallel(-1)).next()).contains("--parallel");
    }

    @Test
    void aBudgetTooSmallForOneCell() {
        Failure failure = refused(REQUEST.withBudget(Optional.of(Duration.ofSeconds(59))));

        assertThat(failure.tried()).contains("59s");
        assertThat(failure.why()).contains("1m");
    }

    @Test
    void aBudgetThatIsNone() {
        assertThat(refused(REQUEST.withBudget(Optional.of(Duration.ZERO))).next()).contains("--budget");
    }

    @Test
    void modesThatExcludeEachOther() {
        MayhemMode slow = new MayhemMode(
                "slow", "a mode", List.of(), Duration.ZERO, Damage.NONE, Set.of(), Set.of("random-reload"), true);
        Planner planner = new Planner(Fakes.with(Fakes.catalog(), List.of(slow), List.of()));

        assertThat(refused(() -> planner.plan(REQUEST.withMayhem(List.of("slow+random-reload"))))
                        .why())
                .contains("slow and random-reload exclude each other");
        assertThat(refused(() -> planner.plan(REQUEST.withMayhem(List.of("random-reload+slow"))))
                        .why())
                .contains("exclude each other");
    }

    @Test
    void noFaultsTogetherWithFaults() {
        assertThat(refused(REQUEST.withMayhem(List.of("none+random-reload"))).why()).contains("exclude each other");
    }

    @Test
    void aModeNamedTwiceInOneCell() {
        assertThat(refused(REQUEST.withMayhem(List.of("kill-all+kill-all"))).why()).contains("twice");
    }

    @Test
    void fewerThanTwoReleases() {
        assertThat(refused(PlanRequest.of(List.of(Fakes.V2_12), 1)).next()).contains("upgrade order");
    }

    @Test
    void aReleaseNamedTwice() {
        assertThat(refused(PlanRequest.of(List.of(Fakes.V2_12, Fakes.V2_12), 1)).why()).contains("twice");
    }

    /** It would run everything, and every cell would be vacuous, whatever the names. */
    @Test
    void twoNamesOfOneCommit() {
        ResolvedRelease main = commit("main", "0123456789abcdef0123456789abcdef01234567");
        ResolvedRelease tag = commit("v2.14.5", main.revision());
        Failure failure = refused(PlanRequest.of(List.of(Fakes.V2_12, main, tag), 1));
        assertThat(failure.tried()).isEqualTo("plan with main and v2.14.5");
        assertThat(failure.why()).isEqualTo("both are 0123456789abcdef0123456789abcdef01234567");
        assertThat(refused(new BurnInRequest(List.of(main, tag), List.of(), List.of(), "none", Duration.ofMinutes(1), 1, 3, 3,
                Storage.FILE, 20, Set.of(), "any")).why()).startsWith("both are");
    }

    private static ResolvedRelease commit(String name, String commit) {
        return new ResolvedRelease(name, ServerVersion.of("2.14.5"), ReleaseSource.REPOSITORY, commit, "../nats-server");
    }

    @Test
    void nothingLeftToPlan() {
        MayhemMode proxied = new MayhemMode(
                "cut", "a mode", List.of(), Duration.ZERO, Damage.NONE, Set.of("link-proxy"), Set.of(), true);
        Planner planner = new Planner(Fakes.with(Fakes.catalog(), List.of(proxied), List.of()));

        assertThat(refused(() -> planner.plan(REQUEST.withMayhem(List.of("cut")))).why())
                .contains("the platform lacks link-proxy");
    }

    @Test
    void aMixThatCannotBeRead() {
        assertThat(refused(burnIn(List.of("two v2.12.15"), "none", Duration.ofMinutes(1), 0)).next())
                .contains("--mix '2 x v2.12.15'");
    }

    @Test
    void aMixOfAnUnknownRelease() {
        assertThat(refused(burnIn(List.of("3 x v2.12.14"), "none", Duration.ofMinutes(1), 0)).next())
                .contains("Did you mean v2.12.15?");
    }

    @Test
    void aMixThatIsNoCluster() {
        assertThat(refused(burnIn(List.of("2 x v2.12.15"), "none", Duration.ofMinutes(1), 0)).why())
                .contains("3 or 5 servers");
        assertThat(refused(burnIn(List.of("3 x v2.12.15"), "none", Duration.ofMinutes(1), 5)).why())
                .contains("the mix has 3 servers");
    }

    @Test
    void aBurnInTooShortForItsFault() {
        Failure failure = refused(burnIn(List.of(), "random-hard-kill", Duration.ofSeconds(5), 0));

        assertThat(failure.tried()).contains("5s under random-hard-kill");
        assertThat(failure.next()).contains("--duration");
    }
}
