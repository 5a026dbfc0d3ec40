package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.deployer.contract.PlatformContract;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.deployer.sidecar.SidecarMain;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.time.Waiting;
import natscompat.platform.Platform;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.testing.kubernetes.TestAccounts;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestImages.Published;
import natscompat.testing.kubernetes.TestNamespace;
import natscompat.testing.kubernetes.TestTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The promises of a platform, on a real Kubernetes. */
@Tag("kubernetes")
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesPlatformTest implements PlatformContract {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-platform");

    @TempDir
    Path folder;

    private Map<String, Published> published = Map.of();
    private String tool = "";
    private Optional<ApiServer> api = Optional.empty();

    @BeforeAll
    void publish() {
        published = TestImages.published(OLD, NEW);
        tool = TestTool.image(SidecarMain.class.getName());
        TestAccounts.make(NAMESPACE.client(), NAMESPACE.name(), new RunnerNames("r1").servers());
    }

    @BeforeEach
    void open() {
        api = Optional.of(new ApiServer(KubernetesClients.open(Optional.empty()), NAMESPACE.name(), System.out::println));
    }

    @AfterEach
    void close() {
        api.ifPresent(ApiServer::close);
    }

    @Override
    public Platform platform() {
        Map<String, String> images = new TreeMap<>();
        published.forEach((name, image) -> images.put(name, image.image()));
        return new KubernetesPlatform(api.orElseThrow(),
                KubernetesSettings.of(images, tool, Map.of(Labels.RUN, "r1", Labels.CELL, "1")), System.out::println);
    }

    @Override
    public Map<String, BuiltRelease> releases() {
        Map<String, BuiltRelease> releases = new TreeMap<>();
        published.forEach((name, image) -> releases.put(name, new BuiltRelease(
                new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.IMAGE, image.image(), image.image()),
                Path.of("nats-server"), image.sha256(), 0, "", "", Duration.ZERO, true)));
        return releases;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void endPast(Server server) {
        PodLife life = ((KubernetesServer) server).life().orElseThrow();
        try {
            life.pod().sidecar().signal(Signal.KILL, life.process());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void assertNothingLeft(String cluster) {
        Map<String, String> labels = Map.of(Labels.CLUSTER, cluster);
        assertThat(NAMESPACE.client().pods().inNamespace(NAMESPACE.name()).withLabels(labels).list().getItems()).isEmpty();
        assertThat(NAMESPACE.client().persistentVolumeClaims().inNamespace(NAMESPACE.name()).withLabels(labels).list()
                .getItems()).isEmpty();
        assertThat(Waiting.reached("the end of the Secret, which goes with its owner", Duration.ofSeconds(30), Duration.ofMillis(100),
                () -> NAMESPACE.client().secrets().inNamespace(NAMESPACE.name()).withLabels(labels).list().getItems().isEmpty()))
                .isTrue();
        assertThat(NAMESPACE.client().configMaps().inNamespace(NAMESPACE.name()).withLabels(labels).list().getItems())
                .isEmpty();
        assertThat(NAMESPACE.client().serviceAccounts().inNamespace(NAMESPACE.name()).withLabels(labels).list().getItems())
                .isEmpty();
    }
}
