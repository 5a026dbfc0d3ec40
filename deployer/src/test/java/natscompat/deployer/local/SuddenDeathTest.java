package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However the tool dies, its servers die with it. */
@Tag("real")
@Timeout(120)
class SuddenDeathTest {
    @TempDir
    Path folder;

    private Process child(String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                ClusterHolder.class.getName(), folder.resolve(name).toString(), name);
        builder.redirectError(folder.resolve(name + ".err").toFile());
        return builder.start();
    }

    private static List<Leftovers.Leftover> of(long owner) {
        return Leftovers.marked().stream().filter(left -> left.owner().startsWith(owner + "@")).toList();
    }

    private static void awaitLine(Process child, String line) throws IOException {
        BufferedReader said = child.inputReader();
        String next = said.readLine();
        while (next != null && !next.equals(line)) {
            next = said.readLine();
        }
        assertThat(next).isEqualTo(line);
    }

    private static void assertNothingIsLeft(long owner, Duration limit) {
        boolean gone = Waiting.reached("the end of all servers", limit, Duration.ofMillis(20), () -> of(owner).isEmpty());
        assertThat(gone).as("left after %s: %s", limit, of(owner)).isTrue();
    }

    @Test
    void kill_9_of_a_tool_that_holds_a_cluster_leaves_no_server_and_no_guard() throws IOException {
        Process child = child("held");
        awaitLine(child, "READY");
        assertThat(of(child.pid())).filteredOn(left -> left.kind() == Leftovers.Kind.SERVER).hasSize(3);
        assertThat(of(child.pid())).filteredOn(left -> left.kind() == Leftovers.Kind.GUARD).hasSize(1);
        assertThat(Leftovers.list()).as("its owner lives").noneMatch(left -> left.owner().startsWith(child.pid() + "@"));
        child.destroyForcibly();

        assertNothingIsLeft(child.pid(), Duration.ofSeconds(3));
    }

    @Test
    void kill_9_at_any_moment_of_a_start_leaves_nothing() throws IOException {
        Draws draws = Draws.of(20261121).at("sudden death");
        for (int i = 0; i < 4; i++) {
            Process child = child("starting-" + i);
            awaitLine(child, "BEGUN");
            Duration moment = draws.at(i).between(Duration.ZERO, Duration.ofMillis(60));
            Waiting.pause("the drawn moment", moment);
            child.destroyForcibly();

            assertNothingIsLeft(child.pid(), Duration.ofSeconds(3));
        }
    }

    @Test
    void what_outlives_its_guard_is_found_and_ended() throws IOException {
        Process child = child("unguarded");
        awaitLine(child, "READY");
        List<Leftovers.Leftover> marked = of(child.pid());
        marked.stream().filter(left -> left.kind() == Leftovers.Kind.GUARD)
                .forEach(left -> ProcessHandle.of(left.pid()).ifPresent(ProcessHandle::destroyForcibly));
        child.destroyForcibly();
        assertThat(Waiting.reached("the end of the child", Duration.ofSeconds(5), Duration.ofMillis(10),
                () -> !child.isAlive())).isTrue();

        assertThat(Leftovers.list()).filteredOn(left -> left.owner().startsWith(child.pid() + "@")).hasSize(3);
        assertThat(Leftovers.clean()).filteredOn(left -> left.owner().startsWith(child.pid() + "@")).hasSize(3);
        assertThat(of(child.pid())).isEmpty();
    }
}
