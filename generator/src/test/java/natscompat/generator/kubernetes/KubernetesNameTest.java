package natscompat.generator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Mix;
import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one normalisation, and what it refuses. */
class KubernetesNameTest {
    @ParameterizedTest
    @CsvSource({
        "v2.14.5, v2-14-5",
        "v2.15.0-RC.1, v2-15-0-rc-1",
        "main-0123456789ab, main-0123456789ab",
        "Feature/Fast__Raft, feature-fast-raft",
        "-x-, x",
        "image:nats:2.14.5, nats-2-14-5",
        "image:localhost:5000/a/nats-server:2.14.5@sha256:0123, nats-server-2-14-5",
        "2.14.5, 2-14-5"
    })
    void a_release_becomes_a_folder_an_object_and_a_label(String typed, String name) {
        assertThat(KubernetesName.ofRelease(typed)).hasToString(name);
    }

    @Test
    void what_is_normalised_stays_as_it_is() {
        KubernetesName once = KubernetesName.ofRelease("v2.15.0-RC.1");
        assertThat(KubernetesName.ofRelease(once.value())).isEqualTo(once);
    }

    @Test
    void a_release_without_letter_or_digit_is_refused() {
        refused("it has neither letter nor digit", () -> KubernetesName.ofRelease("--"));
    }

    @Test
    void two_releases_that_would_share_a_folder_are_refused() {
        refused("both become v2-14-5", () -> deployment("nats", "v2.14.5", "v2-14-5"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "runner", "client", "server", "logins"})
    void a_release_may_not_take_the_place_of_something_else(String name) {
        refused("is taken", () -> deployment("nats", name));
    }

    @Test
    void a_name_is_refused_when_a_pod_of_it_could_not_carry_its_label() {
        String branch = "b".repeat(KubernetesName.LONGEST_OBJECT - "nats-".length());
        assertThat(deployment("nats", branch).releases()).hasSize(1);
        refused("has 53 characters, and 52 are the most", () -> deployment("nats", branch + "b"));
    }

    @Test
    void a_name_that_is_too_long_for_its_place_keeps_its_beginning_and_differs_from_others() {
        KubernetesName commit = KubernetesName.ofRelease("0123456789abcdef0123456789abcdef01234567");
        KubernetesName other = KubernetesName.ofRelease("0123456789abcdef0123456789abcdef01234568");
        assertThat(commit.within(40)).isEqualTo(commit);
        assertThat(commit.within(27).value()).hasSize(27).startsWith("0123456789abcdef0123-");
        assertThat(other.within(27)).isNotEqualTo(commit.within(27));
        assertThat(KubernetesName.ofRelease("feature/a-long-one").within(15).value()).matches("feature-[0-9a-f]{6}");
    }

    @Test
    void names_are_checked_before_there_are_images() {
        KubernetesName.checkReleases(List.of("v2.14.5", "0123456789abcdef0123456789abcdef01234567"));
        refused("both become v2-14-5", () -> KubernetesName.checkReleases(List.of("v2.14.5", "V2.14.5")));
        refused("is taken", () -> KubernetesName.checkReleases(List.of("Server")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nats", "1nats", "nats-", "-nats", "na_ts", "", "n.s"})
    void a_namespace_and_a_cluster_are_taken_as_typed_or_not_at_all(String name) {
        refused("Kubernetes wants", () -> deployment(name, "v2.14.5"));
        refused("Kubernetes wants", () -> Deployment.of(name, "nats", Layout.PER_RELEASE, List.of(), new Mix(List.of())));
    }

    private static Deployment deployment(String cluster, String... releases) {
        List<ReleaseImage> images = List.of(releases).stream()
                .map(name -> new ReleaseImage(name, ServerVersion.of("2.14.5"), "r/n@sha256:" + "0".repeat(64)))
                .toList();
        return Deployment.of("qualify", cluster, Layout.PER_RELEASE, images, new Mix(List.of()));
    }

    private static void refused(String words, Runnable what) {
        assertThatThrownBy(what::run).isInstanceOf(FailureException.class).hasMessageContaining(words);
    }
}
