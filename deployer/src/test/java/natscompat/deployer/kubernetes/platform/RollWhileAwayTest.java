package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.deployer.Fixture;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.sidecar.SidecarMain;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.testing.kubernetes.ApiRelay;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestImages.Published;
import natscompat.testing.kubernetes.TestNamespace;
import natscompat.testing.kubernetes.TestTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server whose pod is being replaced while the API server is away: for longer than a kubelet may take to tell. */
@Tag("kubernetes")
@Timeout(600)
class RollWhileAwayTest {
    private static final String OLD = "v2.12.15";
    private static final String NEW = "v2.14.5";
    private static final Duration AWAY = Duration.ofSeconds(40);

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-away");

    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Test
    void aRollGoesOnWhenTheApiServerIsBack() throws Exception {
        Map<String, Published> published = TestImages.published(OLD, NEW);
        Map<String, String> images = new TreeMap<>();
        Map<String, BuiltRelease> releases = new TreeMap<>();
        published.forEach((name, image) -> {
            images.put(name, image.image());
            releases.put(name, new BuiltRelease(
                    new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.IMAGE, image.image(), image.image()),
                    Path.of("nats-server"), image.sha256(), 0, "", "", Duration.ZERO, true));
        });
        KubernetesSettings settings = KubernetesSettings.of(images, TestTool.image(SidecarMain.class.getName()), Map.of());
        Fixture fixture = new Fixture(folder, "p-away");
        ClusterSpec plain = fixture.spec(Mix.all(OLD, 3), releases);
        AtomicBoolean rolling = new AtomicBoolean();
        try (ApiRelay relay = new ApiRelay();
                ApiServer api = new ApiServer(new KubernetesClientBuilder()
                        .withConfig(quick(relay.kubeconfig(folder))).build(), NAMESPACE.name(), notes::add);
                Cluster cluster = new KubernetesPlatform(api, settings, notes::add).create(new ClusterSpec(
                        plain.name(), plain.mix(), releases, plain.folder(), plain.clock(), event -> {
                            plain.events().accept(event);
                            if (event instanceof Event.ServerEnded && rolling.compareAndSet(true, false)) {
                                awayForAWhile(relay);
                            }
                        }, false))) {
            cluster.start();
            Fixture.createStream(cluster, "S", 3);
            Fixture.publish(cluster, "S", 50);
            rolling.set(true);
            cluster.roll(2, NEW, StopStyle.SIGTERM, false);
            assertThat(cluster.servers().get(2).monitor("varz", Duration.ofSeconds(10)).path("version").asText()).isEqualTo("2.14.5");
            assertThat(Fixture.messages(cluster, "S")).isEqualTo(50);
            assertThat(cluster.disturbed()).isEmpty();
            assertThat(notes).anyMatch(note -> note.contains(" is back after "));
        }
    }

    private static Config quick(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    private static void awayForAWhile(ApiRelay relay) {
        try {
            relay.goAway();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(() -> {
            Waiting.pause("the API server's absence", AWAY);
            try {
                relay.comeBack();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
