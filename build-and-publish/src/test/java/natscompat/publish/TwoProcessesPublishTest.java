package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.OnePublish;
import natscompat.publish.fixture.Registry;
import natscompat.publish.fixture.Setting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that publish the same releases at the same time into one registry, with one cache and one record. */
@Tag("real")
class TwoProcessesPublishTest {
    @RegisterExtension
    static final Registry REGISTRY = Registry.open();

    @TempDir
    Path temp;

    private GitRepo repo = new GitRepo(Path.of("/"));

    private Process start(Path log, String... releases) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OnePublish.class.getName(),
                repo.folder().toString(),
                temp.resolve("setting").toString(),
                REGISTRY.address() + "/nats"));
        line.addAll(List.of(releases));
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private void endsWell(Process process, Path log) throws IOException, InterruptedException {
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    @Test
    void both_end_well_and_each_release_is_compiled_and_recorded_once() throws IOException, InterruptedException {
        repo = GitRepo.init(temp.resolve("nats-server"));
        repo.tinySources("2.12.15").commit("old");
        repo.git("tag", "v2.12.15");
        repo.tinySources("2.14.5").commit("new");
        Path first = temp.resolve("first.log");
        Path second = temp.resolve("second.log");

        Process one = start(first, "v2.12.15", "main");
        Process other = start(second, "main", "v2.12.15");
        try {
            endsWell(one, first);
            endsWell(other, second);
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }

        String said = Files.readString(first) + Files.readString(second);
        assertThat(said).containsOnlyOnce("main: compiling").containsOnlyOnce("v2.12.15: compiling");
        Path built = temp.resolve("setting/built");
        assertThat(Files.readAllLines(built.resolve("node-images.txt"))).hasSize(2);
        assertThat(Files.readAllLines(built.resolve("ledger.jsonl"))).hasSize(2);
        assertThat(repo.worktrees()).hasSize(1);
        assertThat(repo.fsck()).isEmpty();
        assertThat(Setting.in(temp.resolve("setting")).temp()).isEmptyDirectory();
    }
}
