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
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-killed");

    @TempDir
    Path home;

    private final KillMoments starts = new KillMoments("start");
    private final KillMoments deletions = new KillMoments("delete-all");

    @Test
    void theSameCommandAgainEndsWell() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the moments: " + seed);
        List<String> images = TestImages.of("v2.12.15", "v2.14.5").entrySet().stream()
                .map(image -> image.getKey() + " " + image.getValue())
                .toList();
        Files.createDirectories(home.resolve("built"));
        Files.write(home.resolve("built/node-images.txt"), images);
        sideBySide(SIDE_BY_SIDE, _ -> measure());
        sideBySide(ROUNDS, round -> round(Draws.of(seed).at("round", round)));
        System.out.println(starts + "; " + deletions);
        assertThat(starts.hits()).isEqualTo(ROUNDS);
        assertThat(deletions.hits()).isEqualTo(ROUNDS);
    }

    /** One of several that a test does. */
    private interface Part {
        void take(int number) throws IOException, InterruptedException;
    }

    private static void sideBySide(int parts, Part part) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<?>> taken = new ArrayList<>();
            for (int number = 0; number < parts; number++) {
                int mine = number;
                taken.add(threads.submit(() -> {
                    part.take(mine);
                    return true;
                }));
            }
            for (Future<?> one : taken) {
                one.get();
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

    /** What a start and a deletion take that nobody kills, with as much going on beside them as later. */
    private void measure() throws IOException, InterruptedException {
        String namespace = NAMESPACE.another();
        Path log = generated(namespace);
        starts.measured(ended(log, "start", "-n", namespace));
        deletions.measured(ended(log, "delete-all", "-n", namespace));
    }

    private void round(Draws draws) throws IOException, InterruptedException {
        String namespace = NAMESPACE.another();
        SortedMap<String, String> before = NamespaceContent.of(NAMESPACE.client(), namespace);
        Path log = generated(namespace);
        String[] start = {"start", "-n", namespace};
        String[] deleteAll = {"delete-all", "-n", namespace};

        say(log, starts.hit(draws.at("start"), () -> run(log, start), () -> ended(log, deleteAll)));
        ended(log, start);
        assertThat(NAMESPACE.client().pods().inNamespace(namespace).list().getItems()).hasSize(3);

        say(log, deletions.hit(draws.at("deletion"), () -> run(log, deleteAll), () -> ended(log, start)));
        ended(log, deleteAll);
        assertThat(NamespaceContent.of(NAMESPACE.client(), namespace)).isEqualTo(before);
    }

    /** Files of a cluster of three, and the log of what is done with them. */
    private Path generated(String namespace) throws IOException, InterruptedException {
        Path log = home.resolve(namespace + ".log");
        ended(log, "generate", "-n", namespace, "--mix", "2 x v2.12.15", "--mix", "1 x v2.14.5",
                "--requests", "cpu=20m,memory=64Mi", "--limits", "memory=256Mi");
        return log;
    }

    private static void say(Path log, long moment) throws IOException {
        Files.writeString(log, "killed after " + moment + " ms\n", StandardOpenOption.APPEND);
    }

    /** How long it took. */
    private Duration ended(Path log, String... arguments) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = run(log, arguments);
        boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0).as("%s", Files.readString(log)).isTrue();
        return Duration.ofNanos(System.nanoTime() - began);
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
