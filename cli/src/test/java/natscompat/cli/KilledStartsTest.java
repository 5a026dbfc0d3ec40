package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.testing.kubernetes.NamespaceContent;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code start} and {@code delete-all} as processes that get SIGKILL at any moment: the same command again ends well. */
@Tag("kubernetes")
class KilledStartsTest {
    private static final int ROUNDS = 10;
    private static final int SIDE_BY_SIDE = 2;
    private static final int LONGEST_START_MILLIS = 14_000;
    private static final int LONGEST_DELETION_MILLIS = 7_000;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-killed");

    @TempDir
    Path home;

    @Test
    void theSameCommandAgainEndsWell() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the moments: " + seed);
        List<String> images = TestImages.of("v2.12.15", "v2.14.5").entrySet().stream()
                .map(image -> image.getKey() + " " + image.getValue())
                .toList();
        Files.createDirectories(home.resolve("built"));
        Files.write(home.resolve("built/node-images.txt"), images);
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<?>> rounds = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Draws draws = Draws.of(seed).at("round", round);
                rounds.add(threads.submit(() -> {
                    round(draws);
                    return true;
                }));
            }
            for (Future<?> round : rounds) {
                round.get();
            }
        }
    }

    @Test
    void whoStopsAStartIsToldHowItGoesOn() throws Exception {
        String namespace = NAMESPACE.another();
        Path log = home.resolve("stopped.log");
        Files.createDirectories(home.resolve("built"));
        Files.writeString(home.resolve("built/node-images.txt"),
                "v2.14.5 " + TestNamespace.registry() + "/none@sha256:" + "0".repeat(64) + "\n");
        ended(log, "generate", "-n", namespace, "--mix", "3 x v2.14.5");
        Process start = run(log, "start", "-n", namespace);
        Waiting.until("the wait for an image that is not there", PATIENCE, Duration.ofMillis(50), () -> {
            String said = read(log);
            return said.contains("waiting for images pulled") ? Waiting.Look.there(true) : Waiting.Look.notYet(said);
        });

        start.destroy();

        assertThat(start.waitFor()).isEqualTo(2);
        assertThat(read(log)).contains("SIGTERM: stopped; the same command goes on from where it is");
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void round(Draws draws) throws IOException, InterruptedException {
        String namespace = NAMESPACE.another();
        SortedMap<String, String> before = NamespaceContent.of(NAMESPACE.client(), namespace);
        Path log = home.resolve(namespace + ".log");
        ended(log, "generate", "-n", namespace, "--mix", "2 x v2.12.15", "--mix", "1 x v2.14.5",
                "--requests", "cpu=20m,memory=64Mi", "--limits", "memory=256Mi");

        killed(log, draws.at("start").between(0, LONGEST_START_MILLIS), "start", "-n", namespace);
        ended(log, "start", "-n", namespace);
        assertThat(NAMESPACE.client().pods().inNamespace(namespace).list().getItems()).hasSize(3);

        killed(log, draws.at("deletion").between(0, LONGEST_DELETION_MILLIS), "delete-all", "-n", namespace);
        ended(log, "delete-all", "-n", namespace);
        assertThat(NamespaceContent.of(NAMESPACE.client(), namespace)).isEqualTo(before);
    }

    private void killed(Path log, int afterMillis, String... arguments) throws IOException, InterruptedException {
        Process process = run(log, arguments);
        Waiting.pause("the moment to kill", Duration.ofMillis(afterMillis));
        process.destroyForcibly().waitFor();
        Files.writeString(log, "killed after " + afterMillis + " ms\n", StandardOpenOption.APPEND);
    }

    private void ended(Path log, String... arguments) throws IOException, InterruptedException {
        Process process = run(log, arguments);
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0).as("%s", Files.readString(log)).isTrue();
    }

    private Process run(Path log, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dnats-compat.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
