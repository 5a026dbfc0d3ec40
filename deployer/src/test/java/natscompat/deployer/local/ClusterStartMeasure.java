package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import natscompat.generator.Address;
import natscompat.model.plan.Mix;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Not a test of every build: performance/cluster-start runs it. */
@Tag("real")
@Tag("performance")
class ClusterStartMeasure {
    private static final int ROUNDS = Integer.getInteger("rounds", 15);
    private static final double AT_MOST = 1.1;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);

    @TempDir
    Path folder;

    @Test
    void start_to_healthy_of_three_servers_against_bare_ones() throws IOException {
        Map<String, BuiltRelease> releases = Fixture.releases("v2.14.5");
        BuiltRelease release = releases.values().iterator().next();
        List<Double> create = new ArrayList<>();
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        try (LocalPlatform platform = new LocalPlatform()) {
            for (int round = 0; round < ROUNDS; round++) {
                Path cell = folder.resolve("round-" + round);
                Fixture fixture = new Fixture(cell, "measure-" + round);
                long began = System.nanoTime();
                try (Cluster cluster = platform.create(
                        fixture.spec(Mix.all("v2.14.5", 3), releases))) {
                    create.add(millisSince(began));
                    began = System.nanoTime();
                    cluster.start();
                    ours.add(millisSince(began));
                }
                bare.add(bare(release, cell.resolve("servers")));
            }
        }
        System.out.printf("create ms  %s%nstart ms   %s%nbare ms    %s%n", text(create), text(ours), text(bare));
        double ratio = median(ours) / median(bare);
        System.out.printf("start %.0f ms / bare %.0f ms = %.2f (to reach: %.1f)%n", median(ours), median(bare), ratio, AT_MOST);
        assertThat(ratio).isLessThanOrEqualTo(AT_MOST);
    }

    /** The same configurations with empty stores, started as a person would: each binary with its file. */
    private static double bare(BuiltRelease release, Path servers) throws IOException {
        List<Process> processes = new ArrayList<>();
        List<Monitoring> monitors = new ArrayList<>();
        try (Stream<Path> each = Files.list(servers)) {
            List<Path> folders = each.sorted(Comparator.naturalOrder()).toList();
            for (Path server : folders) {
                delete(server.resolve("store"));
                String url = Files.readAllLines(server.resolve("nats.conf")).stream()
                        .filter(line -> line.startsWith("http: ")).findFirst().orElseThrow().replace("\"", "");
                URI uri = URI.create("http://" + url.substring("http: ".length()));
                monitors.add(new Monitoring(new Address(uri.getHost(), uri.getPort())));
            }
            long began = System.nanoTime();
            for (Path server : folders) {
                processes.add(new ProcessBuilder(release.binary().toString(), "-c", server.resolve("nats.conf").toString())
                        .redirectErrorStream(true).redirectOutput(server.resolve("bare.log").toFile()).start());
            }
            Waiting.until("health of the bare servers", LIMIT, POLL, () -> monitors.stream().allMatch(ClusterStartMeasure::ok)
                    ? Waiting.Look.there(true) : Waiting.Look.notYet("not all healthy"));
            return millisSince(began);
        } finally {
            processes.forEach(Process::destroyForcibly);
            processes.forEach(p -> Waiting.reached("its end", LIMIT, POLL, () -> !p.isAlive()));
        }
    }

    private static boolean ok(Monitoring monitoring) {
        try {
            return monitoring.ask("healthz", Duration.ofSeconds(2)).path("status").asText("").equals("ok");
        } catch (IOException e) {
            return false;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    private static String text(List<Double> values) {
        return String.join(" ", values.stream().map("%.0f"::formatted).toList());
    }
}
