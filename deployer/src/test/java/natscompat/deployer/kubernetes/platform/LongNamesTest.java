package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.ObjectNames;
import natscompat.model.plan.Mix;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.CellFolder;
import natscompat.model.time.RunClock;
import natscompat.platform.ClusterSpec;
import org.junit.jupiter.api.Test;

/** Releases that are named by a full commit or a long branch, in a cell with a long name. */
class LongNamesTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "0123456789abcdef0123456789abcdef01234568";
    private static final String BRANCH = "origin/feature/jetstream-meta-snapshots-without-stalls-of-the-group";

    @Test
    void theirObjectsAreNamedWithinTheLimitAndApart() {
        Map<String, BuiltRelease> releases = new TreeMap<>();
        Map<String, String> images = new TreeMap<>();
        List.of(COMMIT, OTHER, BRANCH).forEach(name -> {
            releases.put(name, release(name));
            images.put(name, "r/n@sha256:" + "0".repeat(64));
        });
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build();
        try (ApiServer api = new ApiServer(new KubernetesClientBuilder().withConfig(config).build(), "ns", note -> {});
                KubernetesPlatform platform =
                        new KubernetesPlatform(api, KubernetesSettings.of(images, "r/t@sha256:0", Map.of()), note -> {})) {
            // A late attempt at a late cell.
            Deployment deployment = platform.deployment(new ClusterSpec("nc-abcdef-a8-1ekf-12345", Mix.all(COMMIT, 3), releases,
                    new CellFolder(Path.of("none")), new RunClock(), event -> {}, false));
            assertThat(deployment.releases()).hasSize(3).extracting(new ObjectNames(deployment)::release)
                    .doesNotHaveDuplicates().allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(52));
            assertThat(deployment.release(COMMIT).folder().value()).startsWith("0123456789abcdef");
        }
    }

    private static BuiltRelease release(String name) {
        return new BuiltRelease(
                new ResolvedRelease(name, ServerVersion.of("v2.14.5"), ReleaseSource.REPOSITORY, "commit", "nowhere"),
                Path.of("nats-server"), "sha", 0, "", "", Duration.ZERO, true);
    }
}
