package natscompat.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import natscompat.model.plan.Plan;
import natscompat.model.plan.ReleasePair;
import natscompat.report.testdata.SamplePlan;
import org.junit.jupiter.api.Test;

class ReleaseNamesTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @Test
    void aVersionIsCalledByItsLineAndTheOnlyMovingOneIsTheCandidate() {
        assertThat(role("v2.12.15", "main")).isEqualTo("v2.12 -> candidate");
        assertThat(role("v2.12.16", COMMIT)).as("the same suite after both have moved on").isEqualTo("v2.12 -> candidate");
    }

    @Test
    void twoOfOneLineAreCalledInFull() {
        assertThat(role("v2.10.22", "v2.10.23")).isEqualTo("v2.10.22 -> v2.10.23");
    }

    @Test
    void theNamedCandidateIsTheCandidateWhateverItIs() {
        Plan plan = SamplePlan.standard("v2.12.15", "v2.14.5");
        assertThat(ReleaseNames.roles(plan, Optional.of("v2.14.5")).of(new ReleasePair("v2.12.15", "v2.14.5")))
                .isEqualTo("v2.12 -> candidate");
    }

    @Test
    void twoMovingOnesKeepTheirNamesOrTheirPlaces() {
        assertThat(role("main", COMMIT)).isEqualTo("main -> moving 2");
    }

    @Test
    void branchesThatAreAlikeInTheirBeginningKeepTheirWholeNames() {
        assertThat(role("feature/jetstream-raft-1", "feature/jetstream-raft-2"))
                .isEqualTo("feature/jetstream-raft-1 -> feature/jetstream-raft-2");
    }

    @Test
    void aBranchThatIsCalledLikeALineDoesNotShareItsName() {
        ReleaseNames names = ReleaseNames.roles(SamplePlan.standard("v2.12", "main", "v2.12.15"), Optional.empty());
        assertThat(List.of(names.of("v2.12"), names.of("main"), names.of("v2.12.15")))
                .containsExactly("v2.12", "main", "v2.12.15");
    }

    @Test
    void onScreenNamesAreShortAndNeverShared() {
        Plan plan = SamplePlan.standard("file:/builds/one/nats-server", "file:/builds/two/nats-server", COMMIT);
        ReleaseNames names = ReleaseNames.onScreen(plan);
        assertThat(List.of(names.of("file:/builds/one/nats-server"), names.of("file:/builds/two/nats-server"), names.of(COMMIT)))
                .containsExactly("file:nats-server", "file:/builds/two/nats-server", "0123456789");
        assertThat(names.in("2 x " + COMMIT + " + 1 x v2.14.5")).isEqualTo("2 x 0123456789 + 1 x v2.14.5");
    }

    private static String role(String from, String to) {
        return ReleaseNames.roles(SamplePlan.standard(from, to), Optional.empty()).of(new ReleasePair(from, to));
    }
}
