package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import natscompat.deployer.Fixture;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.Deleting;
import natscompat.deployer.kubernetes.Manifests;
import natscompat.deployer.sidecar.SidecarMain;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.generator.kubernetes.RunnerFiles;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;
import natscompat.platform.Signal;
import natscompat.testing.kubernetes.TestAccounts;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestImages.Published;
import natscompat.testing.kubernetes.TestNamespace;
import natscompat.testing.kubernetes.TestTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The account of a run's runners as it is generated, on a real API server: enough for the cluster of a cell, and no more. */
@Tag("kubernetes")
@Timeout(600)
class RunnerRightsTest {
    private static final String OLD = "v2.12.15";
    private static final String NEW = "v2.14.5";
    private static final String RUN = "r1";
    private static final RunnerNames NAMES = new RunnerNames(RUN);
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("rt-runner");

    @TempDir
    Path folder;

    private String namespace = "";
    private Optional<ApiServer> api = Optional.empty();

    @BeforeEach
    void anAccountAsAppliedForARun() {
        namespace = NAMESPACE.another();
        RunnerDeployment deployment = new RunnerDeployment(namespace, RUN, Optional.empty(), Quantity.of("64Mi"),
                Quantity.of("64Mi"), "registry.example/none@sha256:" + "0".repeat(64), Optional.empty(), Optional.empty(), 1);
        SortedMap<String, String> files = new RunnerFiles(Templates.packed()).render(deployment, "bin/qualify");
        for (String file : List.of("servers-account", "runner-account", "runner-role", "runner-role-binding")) {
            String path = "runner/" + file + ".yaml";
            Manifests.read(path, files.getOrDefault(path, ""))
                    .forEach(object -> NAMESPACE.client().resource(object).inNamespace(namespace).create());
        }
        api = Optional.of(new ApiServer(
                TestAccounts.of(NAMESPACE.client(), namespace, NAMES.runner()), namespace, System.out::println));
    }

    @AfterEach
    void close() {
        api.ifPresent(ApiServer::close);
    }

    @Test
    void theyAreEnoughToMakeChangeAndEndTheClusterOfACell() throws Exception {
        Fixture fixture = new Fixture(folder, "rt-cell");
        try (Cluster cluster = cluster(fixture)) {
            cluster.start();
            cluster.roll(2, NEW, StopStyle.SIGTERM, false);
            Server server = cluster.servers().get(1);
            // The second end in a pod has it replaced.
            for (int i = 0; i < 2; i++) {
                server.signal(Signal.KILL);
                assertThat(server.awaitExit(SOON)).isTrue();
                server.start();
            }
            cluster.awaitCaughtUp("the end", Duration.ofSeconds(60));
            cluster.stop();
        }
        assertThat(fixture.events(Event.Note.class)).extracting(Event.Note::text).noneMatch(text -> text.contains("permission"));
        assertThat(fixture.events(Event.ServerStarted.class)).extracting(Event.ServerStarted::life).contains(3);
        assertNothingLeft();
    }

    @Test
    void theyAreEnoughToTakeAwayWhatADeadAttemptLeft() throws Exception {
        ApiServer there = api.orElseThrow();
        cluster(new Fixture(folder, "rt-left"));
        assertThat(left()).hasSizeGreaterThan(4);

        Deleting.ofCell(there, event -> {}, RUN, 8).letGo();
        Deleting.ofCell(there, event -> {}, "r2", 7).delete();
        assertThat(left()).as("another cell's, another run's").hasSizeGreaterThan(4);
        Deleting.ofCell(there, event -> {}, RUN, 7).letGo();
        Deleting.ofCell(there, event -> {}, RUN, 7).delete();

        assertNothingLeft();
    }

    @Test
    void theyAreNotEnoughForMore() {
        try (KubernetesClient runner = TestAccounts.of(NAMESPACE.client(), namespace, NAMES.runner())) {
            assertThat(TestAccounts.allowed(runner, namespace, "create", "", "secrets")).isTrue();
            for (String verb : List.of("get", "list", "watch", "patch", "update", "delete", "deletecollection")) {
                assertThat(TestAccounts.allowed(runner, namespace, verb, "", "secrets")).as(verb + " secrets").isFalse();
            }
            for (String resource : List.of("serviceaccounts", "serviceaccounts/token", "persistentvolumeclaims", "pods", "pods/exec")) {
                assertThat(TestAccounts.allowed(runner, namespace, "create", "", resource)).as("create " + resource).isFalse();
            }
            assertThat(TestAccounts.allowed(runner, namespace, "create", "batch", "jobs")).isFalse();
            assertThat(TestAccounts.allowed(runner, namespace, "create", "rbac.authorization.k8s.io", "rolebindings")).isFalse();
        }
    }

    private Cluster cluster(Fixture fixture) throws Exception {
        Map<String, Published> published = TestImages.published(OLD, NEW);
        Map<String, String> images = new TreeMap<>();
        Map<String, BuiltRelease> releases = new TreeMap<>();
        published.forEach((name, image) -> {
            images.put(name, image.image());
            releases.put(name, new BuiltRelease(
                    new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.IMAGE, image.image(), image.image()),
                    Path.of("nats-server"), image.sha256(), 0, "", "", Duration.ZERO, true));
        });
        KubernetesSettings settings = KubernetesSettings.of(images, TestTool.image(SidecarMain.class.getName()),
                Map.of(Labels.RUN, RUN, Labels.CELL, "7"));
        return new KubernetesPlatform(api.orElseThrow(), settings, System.out::println)
                .create(fixture.spec(Mix.all(OLD, 3), releases));
    }

    private void assertNothingLeft() {
        assertThat(Waiting.reached("the end of the Secret, too", SOON, Duration.ofMillis(100), () -> left().isEmpty()))
                .as(left().toString()).isTrue();
    }

    /** What the cell's cluster has, of any kind. */
    private List<String> left() {
        KubernetesClient all = NAMESPACE.client();
        Map<String, String> labels = Map.of(Labels.RUN, RUN, Labels.CELL, "7");
        return Stream.of(
                        all.secrets().inNamespace(namespace).withLabels(labels).list().getItems(),
                        all.services().inNamespace(namespace).withLabels(labels).list().getItems(),
                        all.configMaps().inNamespace(namespace).withLabels(labels).list().getItems(),
                        all.serviceAccounts().inNamespace(namespace).withLabels(labels).list().getItems(),
                        all.persistentVolumeClaims().inNamespace(namespace).withLabels(labels).list().getItems(),
                        all.apps().statefulSets().inNamespace(namespace).withLabels(labels).list().getItems(),
                        all.pods().inNamespace(namespace).withLabels(labels).list().getItems(),
                        all.network().v1().networkPolicies().inNamespace(namespace).withLabels(labels).list().getItems(),
                        all.policy().v1().podDisruptionBudget().inNamespace(namespace).withLabels(labels).list().getItems())
                .flatMap(List::stream)
                .map((HasMetadata object) -> object.getKind() + " " + object.getMetadata().getName())
                .toList();
    }
}
