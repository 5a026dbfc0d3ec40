package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.rundir.RunFolder;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.qualification.kubernetes.Attachment;
import natscompat.testing.kubernetes.NamespaceContent;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code qualify} on a real cluster as a process that gets SIGKILL, and two of them beside each other: each ends well, and the
 * namespace is as it was before. What a busy machine makes of a cell (unknown, exit 2) is as good here as a pass.
 */
@Tag("kubernetes")
@Timeout(900)
class KilledQualifyTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("kq-killed");

    private static final Duration LIMIT = Duration.ofMinutes(6);
    /** Milliseconds: until its head has the order, and from then on until the cell of a quick machine is home. */
    private static final List<List<Integer>> SPANS = List.of(List.of(1_000, 15_000), List.of(15_000, 60_000));

    @TempDir
    Path home;

    @Test
    void the_same_command_again_ends_well_and_what_the_killed_ones_left_goes() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the moments: " + seed);
        TestImages.of("v2.12.15", "v2.14.5");
        String namespace = NAMESPACE.another();
        SortedMap<String, String> before = content(namespace);
        for (int kill = 0; kill < SPANS.size(); kill++) {
            List<Integer> span = SPANS.get(kill);
            int millis = Draws.of(seed).at("kill", kill).between(span.getFirst(), span.getLast());
            try (Tool killed = qualify(home, namespace)) {
                Waiting.pause("the moment to kill", Duration.ofMillis(millis));
                killed.signal("KILL");
                assertThat(killed.gone(Duration.ofSeconds(10))).isTrue();
                System.out.println("killed after " + millis + " ms; there are " + left(namespace, before).keySet());
            }
        }
        Set<String> runs = runsIn(namespace, before);
        try (Tool again = qualify(home, namespace)) {
            ended(again);
            assertThat(runs).allSatisfy(run -> assertThat(again.said()).contains("run " + run));
        }
        for (String run : notHome()) {
            try (Tool attached = typed(home, "attach", run)) {
                assertThat(attached.gone(LIMIT)).isTrue();
                if (!attached.said().replaceAll("\\s+", " ").contains("is taken away; begin it again")) {
                    told(attached);
                }
            }
        }
        assertThat(notHome()).isEmpty();
        assertThat(home.resolve("tmp")).as("temporary folders of those that were killed").isEmptyDirectory();
        assertThat(content(namespace)).isEqualTo(before);
    }

    @Test
    void two_runs_of_one_cell_share_nothing_and_are_not_deleted_by_mistake() throws Exception {
        TestImages.of("v2.12.15", "v2.14.5");
        String namespace = NAMESPACE.another();
        SortedMap<String, String> before = content(namespace);
        Path one = Files.createDirectory(home.resolve("one"));
        Path other = Files.createDirectory(home.resolve("other"));
        try (Tool first = qualify(one, namespace, "--detach");
                Tool second = qualify(other, namespace, "--detach")) {
            ended(first);
            ended(second);
        }
        String run = run(one);
        String beside = run(other);

        SortedMap<String, String> made = left(namespace, before);
        assertThat(made.values()).as("each is of one of them, and of one only").allMatch(
                object -> object.contains(Labels.RUN + "=" + run) != object.contains(Labels.RUN + "=" + beside));
        assertThat(made.keySet()).contains("jobs/" + new RunnerNames(run).head(), "jobs/" + new RunnerNames(beside).head());
        try (Tool deletes = typed(one, "delete-all", "-n", namespace)) {
            assertThat(deletes.gone(LIMIT)).isTrue();
            assertThat(deletes.exit()).isEqualTo(254);
            assertThat(deletes.said().replaceAll("\\s+", " ")).contains("run " + run + " (job/", "run " + beside + " (job/");
        }
        try (Tool first = typed(one, "attach", run);
                Tool second = typed(other, "attach", beside)) {
            ended(first);
            ended(second);
        }
        assertThat(content(namespace)).isEqualTo(before);
        assertThat(new RunFolder(one.resolve("runs").resolve(run)).matrix().complete()).isTrue();
        assertThat(new RunFolder(other.resolve("runs").resolve(beside)).matrix().complete()).isTrue();

        killedWhileItTidied(one.resolve("runs").resolve(run), run, namespace);
        try (Tool attached = typed(one, "attach", run)) {
            ended(attached);
        }
        assertThat(content(namespace)).isEqualTo(before);
        assertThat(one.resolve("runs").resolve(run).resolve("attach.json")).doesNotExist();
    }

    /** What goes last is left: head and Secret are gone. */
    private static void killedWhileItTidied(Path folder, String run, String namespace) {
        RunnerNames names = new RunnerNames(run);
        NAMESPACE.client().resource(new ServiceAccountBuilder().withNewMetadata().withName(names.head())
                        .withLabels(names.labels(RunnerNames.HEAD)).addToAnnotations(Labels.SCHEMA, Labels.SCHEMA_VERSION)
                        .endMetadata().build())
                .inNamespace(namespace).create();
        new Attachment(run, namespace, Optional.empty(), Set.of(), Optional.empty()).write(folder);
        Attachment.fetched(folder);
    }

    private static Tool qualify(Path home, String namespace, String... more) throws IOException {
        String registry = TestNamespace.registry();
        List<String> arguments = new ArrayList<>(List.of("qualify", "v2.12.15", "v2.14.5", "--platform", "kubernetes",
                "-n", namespace, "--registry", registry + "/nats", "--insecure-registry", "--base-image", registry + "/java:25",
                "--profile", "smoke", "--walk", "static", "--mayhem", "none", "--workload", "kv-cas", "--cell", "2",
                "--workers", "1"));
        arguments.addAll(List.of(more));
        return typed(home, arguments.toArray(String[]::new));
    }

    private static Tool typed(Path home, String... arguments) throws IOException {
        return Tool.startAsTyped(home, QualifyKubernetesTest.environment(), arguments);
    }

    private static void ended(Tool tool) throws IOException, InterruptedException {
        assertThat(tool.gone(LIMIT)).as("%s", tool.said()).isTrue();
        told(tool);
    }

    /** Every planned cell passed, or the run says that the machine was too busy for one of them. */
    private static void told(Tool tool) throws IOException, InterruptedException {
        String printed = tool.printed().replaceAll("\\s+", " ");
        assertThat(tool.exit()).as("%s%n%s", tool.said(), printed).isIn(
                Pattern.compile("exit 2: cell [^:]*: Unknown: machine overloaded").matcher(printed).find() ? List.of(0, 2) : List.of(0));
    }

    private static SortedMap<String, String> content(String namespace) {
        return NamespaceContent.of(NAMESPACE.client(), namespace);
    }

    private static SortedMap<String, String> left(String namespace, SortedMap<String, String> before) {
        SortedMap<String, String> left = new TreeMap<>(content(namespace));
        left.keySet().removeAll(before.keySet());
        return left;
    }

    /** The runs that something in the namespace is labelled with. */
    private Set<String> runsIn(String namespace, SortedMap<String, String> before) throws IOException {
        SortedMap<String, String> left = left(namespace, before);
        Set<String> runs = new TreeSet<>(notHome());
        runs.removeIf(run -> left.values().stream().noneMatch(object -> object.contains(Labels.RUN + "=" + run)));
        return runs;
    }

    private List<String> notHome() throws IOException {
        if (!Files.isDirectory(home.resolve("runs"))) {
            return List.of();
        }
        try (Stream<Path> runs = Files.list(home.resolve("runs"))) {
            return runs.filter(run -> Files.exists(run.resolve("attach.json")))
                    .map(run -> run.getFileName().toString()).sorted().toList();
        }
    }

    private static String run(Path home) throws IOException {
        return Files.readString(home.resolve("out")).strip().replaceFirst("(?s).*attach (\\S+).*", "$1");
    }
}
