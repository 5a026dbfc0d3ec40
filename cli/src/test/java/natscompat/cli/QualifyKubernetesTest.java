package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.Waiting;
import natscompat.model.verdict.Matrix;
import natscompat.model.verdict.Verdict;
import natscompat.publish.golang.Target;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs on a real cluster: the command line and pods may go at any moment. One rolling restart of three servers under
 * one workload; what a busy machine makes of it (unknown) is as good here as a pass.
 */
@Tag("kubernetes")
@Timeout(1200)
class QualifyKubernetesTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("h-qualify");

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int KILLS = 10;

    @TempDir
    Path home;

    @Test
    void a_command_line_that_is_killed_ten_times_attaches_again_and_brings_all_of_it_home() throws Exception {
        String namespace = NAMESPACE.another();
        String run = detached(namespace);
        for (int i = 1; i <= KILLS; i++) {
            try (Tool attached = attach(run)) {
                // Later and later, so that the run is met in every state.
                Waiting.pause("the moment to kill the command line", Duration.ofSeconds(2).plusMillis(800L * i));
                attached.signal("KILL");
                assertThat(attached.gone(Duration.ofSeconds(10))).isTrue();
            }
        }
        Matrix matrix = finished(run);
        assertThat(matrix.complete()).isTrue();
        assertThat(Files.size(home.resolve("run").resolve(matrix.rows().getFirst().folder()).resolve("history-0.jsonl")))
                .isGreaterThan(10_000);
        assertThat(home.resolve("run/junit.xml")).exists();
        assertThat(left(namespace)).as("nothing of the run is left").isEmpty();
        try (Tool again = attach(run)) {
            assertThat(again.gone(LIMIT)).isTrue();
            assertThat(again.said()).contains("is home already");
        }
    }

    @Test
    void pods_of_runner_and_head_that_go_away_come_back_and_nothing_is_found() throws Exception {
        String namespace = NAMESPACE.another();
        String run = detached(namespace);
        try (Tool attached = attach(run)) {
            attached.awaitSaid("begins: upgrade");
            Pod runner = pod(namespace, RunnerNames.RUNNER);
            // As a drained node does it.
            NAMESPACE.client().pods().inNamespace(namespace).resource(runner).evict();
            reached("the next attempt", () -> said(attached).contains(runner.getMetadata().getName() + " is gone"));
            Pod head = pod(namespace, RunnerNames.HEAD);
            NAMESPACE.client().pods().inNamespace(namespace).resource(head).withGracePeriod(0).delete();
            reached("the next head", () -> said(attached).contains("the head began again"));
            assertThat(attached.gone(LIMIT)).isTrue();
        }
        Matrix matrix = finished(run);
        assertThat(matrix.rows()).allMatch(row ->
                row.result().verdict() instanceof Verdict.Pass || row.result().verdict() instanceof Verdict.Unknown);
        assertThat(left(namespace)).isEmpty();
    }

    @Test
    void a_red_cell_brings_home_what_its_servers_stored_and_how_they_were_configured() throws Exception {
        String run = detached(NAMESPACE.another(), "--canary", "purge-key");
        Matrix matrix = finished(run);
        Path cell = home.resolve("run").resolve(matrix.rows().getFirst().folder());
        assertThat(cell.resolve("findings.json")).as(matrix.rows().toString()).content().contains("kv-history");
        try (ZipFile zip = new ZipFile(cell.resolve("stores.zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).anyMatch(name -> name.endsWith(".blk"));
        }
        assertThat(cell.resolve("servers")).isDirectoryRecursivelyContaining("glob:**/nats.conf");
    }

    /** The nodes of the test cluster pull from its registry whatever name an image has. */
    @Test
    void pods_have_images_by_the_name_that_nodes_know_and_run_on_their_processor_type_alone() throws Exception {
        String namespace = NAMESPACE.another();
        detached(namespace, "--pull-registry", "registry.example:5000/nats");
        for (String component : List.of(RunnerNames.HEAD, RunnerNames.RUNNER)) {
            Pod pod = pod(namespace, component);
            assertThat(pod.getSpec().getNodeSelector()).containsEntry("kubernetes.io/arch", Target.host().arch());
            assertThat(pod.getSpec().getContainers().getFirst().getImage())
                    .startsWith("registry.example:5000/nats/nats-compat@sha256:");
        }
        Pod server = running(namespace, Labels.NAME, Labels.SERVER);
        assertThat(server.getSpec().getNodeSelector()).containsEntry("kubernetes.io/arch", Target.host().arch());
        assertThat(server.getSpec().getContainers().getFirst().getImage())
                .startsWith("registry.example:5000/nats/nats-server@sha256:");
    }

    @Test
    void what_is_missing_is_said_before_anything_is_built() throws Exception {
        try (Tool missing = qualify("h-is-not-there", "standard")) {
            assertThat(missing.gone(LIMIT)).isTrue();
            assertThat(missing.exit()).isEqualTo(254);
            assertThat(missing.said()).contains("there is no namespace h-is-not-there", "--create-namespace");
        }
        try (Tool missing = qualify(NAMESPACE.name(), "golden")) {
            assertThat(missing.gone(LIMIT)).isTrue();
            assertThat(missing.exit()).isEqualTo(254);
            assertThat(missing.said()).contains("there is no storage class golden", "standard (default)");
        }
        assertThat(home.resolve("run")).doesNotExist();
    }

    /** Begins a run of one cell and comes back when it goes on by itself; its id. */
    private String detached(String namespace, String... more) throws IOException, InterruptedException {
        try (Tool begun = qualify(namespace, "standard", more)) {
            assertThat(begun.gone(LIMIT)).isTrue();
            assertThat(begun.exit()).as(begun.said()).isZero();
        }
        String said = Files.readString(home.resolve("out")).strip();
        assertThat(said).matches("(?s).*attach \\S+ --out .*");
        return said.replaceFirst("(?s).*attach (\\S+) --out .*", "$1");
    }

    private Tool qualify(String namespace, String storageClass, String... more) throws IOException {
        TestImages.of("v2.12.15", "v2.14.5");
        String registry = TestNamespace.registry();
        List<String> arguments = new ArrayList<>(List.of("qualify", "v2.12.15", "v2.14.5", "--platform", "kubernetes",
                "-n", namespace, "-s", storageClass, "--registry", registry + "/nats", "--insecure-registry",
                "--base-image", registry + "/java:25", "--profile", "smoke", "--cell", "2", "--workload", "kv-cas",
                "--seed", "1", "--detach"));
        arguments.addAll(List.of(more));
        return Tool.start(home, environment(), arguments.toArray(String[]::new));
    }

    private Tool attach(String run) throws IOException {
        return Tool.start(home, environment(), "attach", run);
    }

    /** What is built already is used, though the tool has a home of its own. */
    static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("NATS_COMPAT_CACHE", System.getenv().getOrDefault("NATS_COMPAT_CACHE",
                Path.of(System.getProperty("user.home"), ".cache", "nats-compat").toString()));
        if (System.getenv("NATS_SERVER_REPO") != null) {
            environment.put("NATS_COMPAT_REPO", System.getenv("NATS_SERVER_REPO"));
        }
        return environment;
    }

    private Matrix finished(String run) throws IOException, InterruptedException {
        if (!Files.exists(home.resolve("run/matrix.json")) || Files.exists(home.resolve("run/attach.json"))) {
            // Written when every file had been compared: a kill may come after that.
            boolean fetched = Files.exists(home.resolve("run/attach.fetched"));
            try (Tool last = attach(run)) {
                assertThat(last.gone(LIMIT)).isTrue();
                if (!fetched) {
                    assertThat(last.said()).contains("every file has the SHA-256 that it has at the head");
                }
                assertThat(last.exit()).isEqualTo(new RunFolder(home.resolve("run")).matrix().exit());
            }
        }
        return new RunFolder(home.resolve("run")).matrix();
    }

    private static Pod pod(String namespace, String component) {
        return running(namespace, RunnerNames.COMPONENT, component);
    }

    private static Pod running(String namespace, String label, String value) {
        return Waiting.until("a pod that is " + value, LIMIT, POLL, () -> NAMESPACE.client().pods()
                .inNamespace(namespace).withLabel(label, value).list().getItems().stream()
                .filter(pod -> pod.getStatus().getPhase().equals("Running"))
                .findFirst()
                .map(Waiting.Look::there)
                .orElseGet(() -> Waiting.Look.notYet("none")));
    }

    private static void reached(String what, BooleanSupplier condition) {
        assertThat(Waiting.reached(what, LIMIT, POLL, condition)).as(what).isTrue();
    }

    private static String said(Tool tool) {
        try {
            return tool.said();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Names of objects of ours that are still there. */
    private static List<String> left(String namespace) {
        KubernetesClient client = NAMESPACE.client();
        List<String> left = new ArrayList<>();
        Stream.<List<? extends HasMetadata>>of(
                        client.pods().inNamespace(namespace).withLabel(Labels.MANAGED_BY, Labels.US).list().getItems(),
                        client.batch().v1().jobs().inNamespace(namespace).list().getItems(),
                        client.apps().statefulSets().inNamespace(namespace).list().getItems(),
                        client.persistentVolumeClaims().inNamespace(namespace).list().getItems(),
                        client.services().inNamespace(namespace).list().getItems(),
                        client.secrets().inNamespace(namespace).list().getItems(),
                        client.rbac().roles().inNamespace(namespace).list().getItems())
                .forEach(all -> all.forEach(object -> left.add(object.getKind() + "/" + object.getMetadata().getName())));
        return left;
    }
}
