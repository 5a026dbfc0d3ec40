package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import natscompat.model.time.Waiting;
import natscompat.publish.golang.Target;
import natscompat.publish.image.Image;
import natscompat.publish.image.ImageEngine;
import natscompat.publish.image.ImageName;
import natscompat.publish.image.JibEngine;
import natscompat.publish.image.RegistryReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands as people type them, launcher and all, with Debian's docker-registry on a loopback address. */
@Tag("real")
@Timeout(600)
class PublishCommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("nats-compat.root", "..")).toAbsolutePath().normalize();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    @TempDir
    Path home;

    private Optional<Process> registry = Optional.empty();
    private String address = "";

    @BeforeEach
    void startRegistry() throws IOException {
        Assumptions.assumeTrue(
                List.of(System.getenv("PATH").split(":", -1)).stream()
                        .anyMatch(p -> Files.isExecutable(Path.of(p, "docker-registry"))),
                "docker-registry is not installed (Debian: apt-get install docker-registry)");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        address = "127.0.0.1:" + port;
        Path config = Files.writeString(home.resolve("registry.yml"),
                """
                version: 0.1
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "%s"}
                """.formatted(home.resolve("registry"), address));
        registry = Optional.of(new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true).redirectOutput(home.resolve("registry.log").toFile()).start());
        Waiting.until("the registry", SOON, POLL, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return Waiting.Look.there(true);
            } catch (IOException e) {
                return Waiting.Look.notYet(String.valueOf(e.getMessage()));
            }
        });
    }

    @AfterEach
    void stopRegistry() {
        registry.ifPresent(process -> process.destroyForcibly().onExit().join());
    }

    private Process start(String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(ROOT.resolve("bin/build-and-publish").toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(home.toFile());
        builder.environment().putAll(Map.of(
                "NATS_COMPAT_JAVA", System.getProperty("java.home"),
                "NATS_COMPAT_HOME", home.toString(),
                "NATS_COMPAT_CACHE", home.resolve("cache").toString(),
                "GOCACHE", home.resolve("gocache").toString(),
                "TMPDIR", Files.createDirectories(home.resolve("tmp")).toString()));
        return builder.redirectOutput(home.resolve("out").toFile()).redirectError(home.resolve("err").toFile()).start();
    }

    private String out(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(400, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(said()).isZero();
        return Files.readString(home.resolve("out")).strip();
    }

    private String said() throws IOException {
        return Files.readString(home.resolve("err"));
    }

    private RegistryReader reader(String name) {
        return new RegistryReader(ImageName.parse(address + name), Optional.empty(), true);
    }

    /** An image that only claims to have Java. */
    private String base() throws IOException {
        Path java = Files.writeString(home.resolve("java"), "not really");
        Image image = new Image(
                Optional.empty(),
                List.of(new Image.Layer("java", List.of(new Image.Entry(java, "/opt/java/bin/java", "755", "")))),
                Map.of(), Instant.EPOCH, List.of("/opt/java/bin/java"), List.of(), List.of(), List.of(), "65532:65532",
                "linux", Target.host().arch());
        new JibEngine(home.resolve("cache")).push(image,
                new ImageEngine.Target(ImageName.parse(address + "/java"), List.of("25"), Optional.empty(), true), text -> {});
        return address + "/java:25";
    }

    @Test
    void node_and_runner_are_published_recorded_and_in_the_registry() throws IOException, InterruptedException {
        Path repository = TinyRepository.in(home.resolve("nats-server"));
        String commit = TinyRepository.git(repository, "rev-parse", "main");

        String node = out("node", "main", "--repo", repository.toString(), "--registry", address + "/nats");
        String digest = reader("/nats/nats-server").manifest(commit).orElseThrow().digest();
        String line = "main-" + commit.substring(0, 12) + " " + address + "/nats/nats-server@" + digest;
        assertThat(node).isEqualTo(line);
        assertThat(home.resolve("built/node-images.txt")).hasContent(line);
        assertThat(out("node", "main", "--repo", repository.toString(), "--registry", address + "/nats"))
                .isEqualTo(line + " (there already)");

        String runner = out("runner", "--registry", address + "/nats", "--base-image", base());
        assertThat(runner).isEqualTo("runner " + address + "/nats/nats-compat@"
                + reader("/nats/nats-compat").manifest(Main.VERSION).orElseThrow().digest());
        assertThat(home.resolve("built/runner-image.txt")).hasContent(runner);
    }

    @Test
    void what_is_told_to_stop_ends_with_2_and_the_next_start_tidies_up() throws IOException, InterruptedException {
        Path repository = TinyRepository.in(home.resolve("nats-server"));
        // A compiler without anything in its cache is at it for seconds.
        Process process = start("node", "main", "--repo", repository.toString());
        Waiting.until("the compiler", Duration.ofSeconds(400), POLL, () -> {
            try {
                return said().contains("compiling") || !process.isAlive()
                        ? Waiting.Look.there(true) : Waiting.Look.notYet(said());
            } catch (IOException e) {
                return Waiting.Look.notYet(e.toString());
            }
        });
        Tool.send("TERM", process.pid());

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said()).isEqualTo(2);
        out("node", "main", "--repo", repository.toString());
        assertThat(TinyRepository.git(repository, "worktree", "list").lines()).hasSize(1);
        assertThat(TinyRepository.git(repository, "fsck", "--no-progress")).isEmpty();
        assertThat(home.resolve("tmp")).isEmptyDirectory();
    }
}
