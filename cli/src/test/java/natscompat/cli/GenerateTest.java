package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.Json;
import natscompat.publish.cache.Provenance;
import natscompat.publish.record.LedgerEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code generate} as people type it: what it writes, says and ends with. Touches no cluster. */
class GenerateTest {
    @TempDir
    Path home;

    private ByteArrayOutputStream out = new ByteArrayOutputStream();
    private ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void published() throws IOException {
        Files.createDirectory(home.resolve("built"));
        String image = " localhost:5000/nats/nats-server@sha256:";
        Files.writeString(home.resolve("built/node-images.txt"),
                "v2.12.15" + image + "a".repeat(64) + "\nv2.14.5" + image + "b".repeat(64) + "\n");
    }

    /** Quoted words stay together. */
    private int run(String line) {
        out = new ByteArrayOutputStream();
        err = new ByteArrayOutputStream();
        List<String> words = new ArrayList<>(List.of("generate"));
        boolean quoted = false;
        for (String part : line.split("'", -1)) {
            words.addAll(quoted ? List.of(part) : List.of(part.strip().split(" +", -1)));
            quoted = !quoted;
        }
        words.removeIf(String::isEmpty);
        return Main.run(words, new Shell(print(out), print(err), home, home, Map.of(), new Shell.Terminals(false, false, false), 0));
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }

    private String file(String path) throws IOException {
        return Files.readString(home.resolve("config/one").resolve(path));
    }

    @Test
    void everyPublishedReleaseHasAFolderAndWaitsAtNoReplicas() throws IOException {
        assertThat(run("-n one")).isZero();
        assertThat(out()).contains("added: v2-12-15/statefulset.yaml\n", "config/one: 16 files, 16 changed", "no mix:");
        assertThat(file("v2-12-15/statefulset.yaml")).contains("replicas: 0", "a".repeat(64));
        assertThat(file("v2-14-5/statefulset.yaml")).contains("replicas: 0", "b".repeat(64));
    }

    @Test
    void theHeadHasTheCommandThatMakesTheSameAgain() throws IOException {
        assertThat(run("--mix '2 x v2.12.15' --mix '1 x v2.14.5' --limits memory=1Gi --namespace one --json -s fast")).isZero();
        String command = "bin/generate -n one -s fast --limits memory=1Gi --mix '2 x v2.12.15 + 1 x v2.14.5'";
        assertThat(file("kustomization.yaml")).contains("# " + command + "\n");
        assertThat(run(command.substring("bin/generate".length()) + " --check")).isZero();
        assertThat(out()).contains("nothing to change");
    }

    @Test
    void checkSaysWhatWouldChangeAndWritesNothing() throws IOException {
        assertThat(run("-n one")).isZero();
        String before = file("v2-14-5/statefulset.yaml");
        assertThat(run("-n one --mix '3 x v2.14.5' --releases v2.14.5 --check")).isEqualTo(1);
        assertThat(out()).contains("would be removed: v2-12-15/service.yaml", "would be changed: v2-14-5/statefulset.yaml",
                "would change");
        assertThat(file("v2-14-5/statefulset.yaml")).isEqualTo(before);
        assertThat(run("-n one --mix '3 x v2.14.5' --releases v2.14.5 --dry-run")).isZero();
    }

    @Test
    void aReleaseThatIsLeftOutGoesAndOtherPeoplesFilesStay() throws IOException {
        assertThat(run("-n one")).isZero();
        Path theirs = Files.writeString(home.resolve("config/one/v2-12-15/NOTES"), "mine");
        assertThat(run("-n one --releases v2.14.5")).isZero();
        assertThat(home.resolve("config/one/v2-12-15/service.yaml")).doesNotExist();
        assertThat(theirs).hasContent("mine");
    }

    @Test
    void whatWasPushedFromHereSaysItsProcessorTypeAndIsPulledByTheNameThatNodesKnow() throws IOException {
        Files.writeString(home.resolve("built/ledger.jsonl"), Json.line(pushed("v2.14.5", "sha256:" + "b".repeat(64))) + "\n");
        Files.writeString(home.resolve("built/runner-image.txt"),
                "runner localhost:5000/nats/nats-compat@sha256:" + "c".repeat(64));

        assertThat(run("-n one --pull-registry k3d-nats-registry:5000/nats")).as(err()).isZero();

        assertThat(file("v2-14-5/statefulset.yaml")).contains("kubernetes.io/arch: \"arm64\"",
                "image: \"k3d-nats-registry:5000/nats/nats-server@sha256:bbb", "--pull-registry k3d-nats-registry:5000/nats");
        assertThat(file("runner/head-job.yaml")).contains("image: \"k3d-nats-registry:5000/nats/nats-compat@sha256:ccc");
        assertThat(file("v2-12-15/statefulset.yaml")).as("a line that people wrote")
                .contains("image: \"localhost:5000/nats/nats-server@sha256:aaa", "kubernetes.io/os: linux")
                .doesNotContain("kubernetes.io/arch");
    }

    private static LedgerEntry pushed(String name, String digest) {
        Provenance from = new Provenance(1, ReleaseSource.MODULE, name, "module", Optional.empty(), Optional.empty(),
                ServerVersion.of(name), "c", false, "go1.26.8", List.of(), Map.of(), "linux", "arm64", "s", 1, Instant.EPOCH,
                Duration.ZERO);
        return new LedgerEntry(1, name, name, from, Optional.of(new LedgerEntry.Push(
                "localhost:5000/nats/nats-server", digest, List.of(name), "jib", Optional.empty(), Instant.EPOCH, Duration.ZERO)));
    }

    @Test
    void releasesAreInTheOrderTyped() throws IOException {
        assertThat(run("-n one --releases v2.14.5,v2.12.15 --layout in-place")).isZero();
        assertThat(file("kustomization.yaml")).contains("v2-14-5/statefulset.yaml").doesNotContain("v2-12-15/statefulset.yaml");
    }

    @Test
    void whatRunsTheCellsIsThereOnceTheRunnerIsPublished() throws IOException {
        assertThat(run("-n one")).isZero();
        assertThat(home.resolve("config/one/runner")).doesNotExist();
        String image = "localhost:5000/nats/nats-compat@sha256:" + "c".repeat(64);
        Files.writeString(home.resolve("built/runner-image.txt"), "runner " + image + "\n");
        assertThat(run("-n one --workers 7 -s fast --check")).isEqualTo(1);
        assertThat(run("-n one --workers 7 -s fast")).isZero();
        assertThat(file("runner/head-job.yaml")).contains(image);
        assertThat(file("runner/cells-job.yaml")).contains(image, "completionMode: Indexed", "parallelism: 7");
        assertThat(file("runner/claim.yaml")).contains("storageClassName: \"fast\"", "storage: \"2Gi\"");
        assertThat(file("kustomization.yaml")).as("applying it would start a head that nobody orders anything of")
                .doesNotContain("runner/");
        assertThat(run("-n one --runner-image mine@sha256:" + "d".repeat(64))).isZero();
        assertThat(file("runner/head-job.yaml")).contains("mine@sha256:");
        assertThat(run("-n one --workers 0")).isEqualTo(254);
        Files.writeString(home.resolve("built/runner-image.txt"), "runner latest\n");
        assertThat(run("-n one")).isEqualTo(254);
        assertThat(err()).contains("runner-image.txt");
    }

    @Test
    void machinesReadWhatWasDone() throws IOException {
        assertThat(run("-n one --json")).isZero();
        JsonNode said = Json.mapper().readTree(out());
        assertThat(said.path("exit").asInt()).isZero();
        assertThat(said.path("folder").asText()).endsWith("config/one");
        assertThat(said.path("changes")).hasSize(16);
        assertThat(said.path("changes").path(0).path("kind").asText()).isEqualTo("ADDED");
    }

    @Test
    void anotherFolderCanBeNamed() {
        Path other = home.resolve("else/where");
        assertThat(run("-n one --out " + other)).isZero();
        assertThat(other.resolve("kustomization.yaml")).exists();
        assertThat(home.resolve("config")).doesNotExist();
        assertThat(run("-n two --out " + other)).isEqualTo(254);
        assertThat(err()).contains("it holds those for one");
    }

    @Test
    void aTemplateOfOnesOwnIsUsedAndItsMistakesAreNamed() throws IOException {
        Path template = home.resolve("mine/kubernetes/kustomization.yaml.mustache");
        Files.createDirectories(template.getParent());
        Files.writeString(template, "kind: Mine\n{{#resources}}\n- {{resource}}\n{{/resources}}\n");
        assertThat(run("-n one --templates " + home.resolve("mine"))).isZero();
        assertThat(file("kustomization.yaml")).contains("kind: Mine\n- common/client-service.yaml\n");
        Files.writeString(template, "kind: Mine\n{{#resourses}}\n{{/resourses}}\n");
        assertThat(run("-n one --templates " + home.resolve("mine"))).isEqualTo(254);
        assertThat(err()).contains("kustomization.yaml.mustache");
        assertThat(file("kustomization.yaml")).contains("kind: Mine\n- common/client-service.yaml\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "-n one --releases v2.12.1 | near: v2.12.15",
        "-n one --mix '2 v2.12.15' | it is not a number, an x and a release",
        "-n one --mix '2 x v2.12.1' | v2.12.15",
        "-n one --mix '1 x v2.12.15' | nobody to route to",
        "-n one --layout in-place --mix '1 x v2.12.15 + 1 x v2.14.5 + 1 x v2.12.15' | runs two releases at most",
        "-n one --size big | 10Gi",
        "-n one --limits memory=1Gi --requests memory=2Gi | it asks for",
        "-n one --templates nowhere | there is no such folder",
        "-n One | Kubernetes wants at most 52",
        "-n one --layout mixed | Choose from: per-release, in-place",
        "-n one --cluster Nats | Kubernetes wants",
        "-n one --cluster nats-nats-nats-nats-nats-nats-nats-nats-nats-nats | Shorten the name",
    })
    void badInputIsRefusedAndNothingIsWritten(String line, String words) {
        assertThat(run(line)).isEqualTo(254);
        assertThat(err()).contains("tried", "failed", "next", words);
        assertThat(home.resolve("config")).doesNotExist();
    }
}
