package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import natscompat.deployer.Fixture;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.deployer.sidecar.SidecarMain;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestImages.Published;
import natscompat.testing.kubernetes.TestNamespace;
import natscompat.testing.kubernetes.TestTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A new release whose image nobody can pull: the pod that got it never starts its server, and goes back. */
@Tag("kubernetes")
@Timeout(600)
class RollBackTest {
    private static final String OLD = "v2.14.5";
    private static final String MISSING = "v2.14.6";

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("rt-back");

    @TempDir
    Path folder;

    @Test
    void a_server_that_cannot_start_on_the_new_release_goes_back_and_keeps_its_data() throws Exception {
        Published old = Optional.ofNullable(TestImages.published(OLD).get(OLD)).orElseThrow();
        String missing = old.image().replaceFirst("@sha256:.*", "@sha256:" + "0".repeat(64));
        Map<String, BuiltRelease> releases = new TreeMap<>(
                Map.of(OLD, release(OLD, old.image(), old.sha256()), MISSING, release(MISSING, missing, "none")));
        KubernetesSettings settings = KubernetesSettings.of(
                Map.of(OLD, old.image(), MISSING, missing), TestTool.image(SidecarMain.class.getName()), Map.of());
        try (ApiServer api = new ApiServer(KubernetesClients.open(Optional.empty()), NAMESPACE.name(), note -> {});
                Cluster cluster = new KubernetesPlatform(api, settings, System.out::println)
                        .create(new Fixture(folder, "rt-back").spec(Mix.all(OLD, 3), releases))) {
            cluster.start();
            Fixture.createStream(cluster, "S", 3);
            Fixture.publish(cluster, "S", 50);
            String claim = claim(cluster.servers().get(2));
            rollUntilItsImageIsMissed(cluster);
            Fixture.publish(cluster, "S", 50);

            cluster.roll(2, OLD, StopStyle.SIGTERM, false);

            assertThat(cluster.mix()).isEqualTo(Mix.all(OLD, 3));
            assertThat(cluster.disturbed()).isEmpty();
            assertThat(claim(cluster.servers().get(2))).isEqualTo(claim);
            assertThat(Fixture.messages(cluster, "S")).isEqualTo(100);
        }
    }

    /** A roll would wait 3 min for its pod: it is given up as soon as the kubelet says why there is none. */
    private static void rollUntilItsImageIsMissed(Cluster cluster) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread rolling = Thread.ofVirtual().start(() -> {
            try {
                cluster.roll(2, MISSING, StopStyle.SIGTERM, false);
            } catch (Waiting.Interrupted e) {
                ended.countDown();
            }
        });
        KubernetesServer server = (KubernetesServer) cluster.servers().get(2);
        assertThat(Waiting.reached("an image that is missed", Duration.ofMinutes(2), Duration.ofMillis(200),
                () -> server.pods().text().contains("ImagePull"))).as(server.pods().text()).isTrue();
        rolling.interrupt();
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static String claim(Server server) {
        return NAMESPACE.client().persistentVolumeClaims().inNamespace(NAMESPACE.name())
                .withName("data-" + server.name()).get().getMetadata().getUid();
    }

    private static BuiltRelease release(String name, String image, String sha256) {
        return new BuiltRelease(new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.IMAGE, image, image),
                Path.of("nats-server"), sha256, 0, "", "", Duration.ZERO, true);
    }
}
