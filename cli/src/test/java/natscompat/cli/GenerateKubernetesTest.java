package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.rundir.Json;
import natscompat.model.time.Waiting;
import natscompat.model.time.Waiting.Look;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code generate} writes, on a real cluster that enforces {@code restricted}: checked by the API server, and brought
 * up with kubectl alone by the scripts of docs/kubernetes.md.
 */
@Tag("kubernetes")
class GenerateKubernetesTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("g-generate");

    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", "..")).toAbsolutePath().normalize();
    private static final String OLD = "v2.12.15";
    private static final String NEW = "v2.14.5";
    private static final String MIX = "2 x v2.12.15 + 1 x v2.14.5";

    @TempDir
    Path home;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void published() throws IOException {
        List<String> lines = new ArrayList<>();
        TestImages.of(OLD, NEW).forEach((name, image) -> lines.add(name + " " + image));
        Files.createDirectory(home.resolve("built"));
        Files.write(home.resolve("built/node-images.txt"), lines);
    }

    private int generate(String namespace, String... more) {
        List<String> words = new ArrayList<>(List.of("generate", "-n", namespace));
        words.addAll(List.of(more));
        PrintStream print = new PrintStream(said, true, StandardCharsets.UTF_8);
        return Main.run(words, new Shell(print, print, home, home, System.getenv(), new Shell.Terminals(false, false, false), 0));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " ");
    }

    /** Runs a script of the page as it stands, but for the namespace. */
    private void script(String name, String namespace) throws IOException, InterruptedException {
        Matcher matcher = Pattern.compile("```sh\n(# " + name + "\n.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(ROOT.resolve("docs/kubernetes.md")));
        assertThat(matcher.find()).as("script %s of the page", name).isTrue();
        Path out = home.resolve(name + ".out");
        Process process = new ProcessBuilder("sh", "-e", "-c", matcher.group(1).replace("nats-qualify", namespace))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    }

    private static JsonNode ask(String namespace, String pod, String path) throws IOException {
        return Json.mapper().readTree(
                NAMESPACE.client().raw("/api/v1/namespaces/" + namespace + "/pods/" + pod + ":8222/proxy/" + path));
    }

    /** Versions by pod, once all of them see one leader and each other. */
    private static void runs(String namespace, Map<String, String> versions) {
        Waiting.until("one cluster of " + versions, Duration.ofMinutes(2), Duration.ofMillis(500), () -> {
            try {
                for (Map.Entry<String, String> server : versions.entrySet()) {
                    JsonNode varz = ask(namespace, server.getKey(), "varz");
                    JsonNode meta = varz.path("jetstream").path("meta");
                    boolean joined = varz.path("version").asText().equals(server.getValue())
                            && meta.path("cluster_size").asInt() == versions.size()
                            && versions.containsKey(meta.path("leader").asText());
                    if (!joined) {
                        return Look.notYet(server.getKey() + " says " + varz.path("version").asText() + ", " + meta);
                    }
                }
                return Look.there(true);
            } catch (IOException | KubernetesClientException e) {
                // A pod that was just made has no address yet.
                return Look.notYet(String.valueOf(e));
            }
        });
    }

    private static String claim(String namespace, String name) {
        return NAMESPACE.client().persistentVolumeClaims().inNamespace(namespace).withName(name).get().getMetadata().getUid();
    }

    private static Optional<String> pod(String namespace, String name) {
        return Optional.ofNullable(NAMESPACE.client().pods().inNamespace(namespace).withName(name).get())
                .map(pod -> pod.getMetadata().getUid());
    }

    @Test
    void a_static_mix_starts_by_hand_with_kubectl_alone() throws Exception {
        String namespace = NAMESPACE.another();
        assertThat(generate(namespace, "-s", "standard", "--mix", MIX, "--validate")).as(said()).isZero();
        script("passwords", namespace);
        script("apply", namespace);
        runs(namespace, Map.of("nats-v2-12-15-0", "2.12.15", "nats-v2-12-15-1", "2.12.15", "nats-v2-14-5-0", "2.14.5"));
        assertThat(generate(namespace, "-s", "standard", "--mix", MIX, "--check", "--validate")).isZero();
        assertThat(said()).contains("12 objects as before", "nothing to change");
    }

    @Test
    void in_place_the_upper_server_is_rolled_by_hand_and_keeps_its_volume() throws Exception {
        String namespace = NAMESPACE.another();
        assertThat(generate(namespace, "--layout", "in-place", "--mix", MIX, "--validate")).as(said()).isZero();
        script("passwords", namespace);
        script("roll", namespace);
        runs(namespace, Map.of("nats-0", "2.12.15", "nats-1", "2.12.15", "nats-2", "2.14.5"));
        String before = claim(namespace, "data-nats-2");
        assertThat(ask(namespace, "nats-2", "varz").path("jetstream").path("config").path("store_dir").asText())
                .isEqualTo("/data/jetstream");
        String first = pod(namespace, "nats-2").orElseThrow();
        NAMESPACE.client().pods().inNamespace(namespace).withName("nats-2").delete();
        Waiting.until("another nats-2", Duration.ofMinutes(2), Duration.ofMillis(250), () -> pod(namespace, "nats-2")
                .filter(uid -> !uid.equals(first))
                .map(Look::there)
                .orElseGet(() -> Look.notYet("the first one, or none")));
        runs(namespace, Map.of("nats-0", "2.12.15", "nats-1", "2.12.15", "nats-2", "2.14.5"));
        assertThat(claim(namespace, "data-nats-2")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statefulset", "runner/head-job", "runner/cells-job"})
    void the_api_server_refuses_templates_that_are_not_restricted_and_nothing_is_written(String broken) throws Exception {
        Path template = home.resolve("mine/kubernetes/" + broken + ".yaml.mustache");
        Files.createDirectories(template.getParent());
        Files.writeString(template, Files.readString(ROOT.resolve("templates/kubernetes/" + broken + ".yaml.mustache"))
                .replace("runAsNonRoot: true", "runAsNonRoot: false"));
        String[] options = {"--mix", MIX, "--validate", "--templates", home.resolve("mine").toString(),
            "--runner-image", "localhost:5000/nats/nats-compat@sha256:" + "0".repeat(64)};
        assertThat(generate(NAMESPACE.name(), options)).isEqualTo(254);
        assertThat(said()).contains("violates PodSecurity", "runAsNonRoot");
        assertThat(home.resolve("config")).doesNotExist();
    }
}
