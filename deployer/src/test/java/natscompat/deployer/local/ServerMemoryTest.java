package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import natscompat.deployer.Fixture;
import natscompat.model.plan.Mix;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes more and more memory ends by itself, long before the machine has none left for others. */
class ServerMemoryTest {
    @TempDir
    Path folder;

    @Test
    void a_quarter_of_the_machine_and_two_gibibytes_at_least() {
        assertThat(ServerMemory.limit(32L << 30)).isEqualTo(Long.toString(8L << 20));
        assertThat(ServerMemory.limit(2L << 30)).isEqualTo(Long.toString(2L << 20));
    }

    @Test
    @Tag("real")
    void what_takes_more_ends_by_itself() throws IOException {
        try (Starter starter = new Starter()) {
            Process process = starter.start(new ProcessBuilder(
                    Starter.script("launch.sh", "limited", List.of("100000", "tail", "/dev/zero"))));
            try (OutputStream gate = process.getOutputStream()) {
                gate.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
            boolean ended = Waiting.reached("its end", Duration.ofSeconds(20), Duration.ofMillis(10), () -> !process.isAlive());
            process.destroyForcibly();
            assertThat(ended).isTrue();
            assertThat(process.exitValue()).as("its own failure, no signal").isEqualTo(1);
        }
    }

    @Test
    @Tag("real")
    void every_server_has_the_limit() throws IOException {
        Fixture fixture = new Fixture(folder, "limited");
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(
                    fixture.spec(Mix.all("v2.14.5", 3), Map.of("v2.14.5", TestReleases.built("v2.14.5"))));
            cluster.start();
            long pid = cluster.servers().getFirst().pid().orElseThrow();
            String line = Files.readAllLines(Path.of("/proc/" + pid + "/limits")).stream()
                    .filter(l -> l.startsWith("Max data size"))
                    .findFirst()
                    .orElseThrow();
            long bytes = Long.parseLong(ServerMemory.limit()) << 10;
            assertThat(line.split("\\s+")).contains(Long.toString(bytes));
        }
    }
}
