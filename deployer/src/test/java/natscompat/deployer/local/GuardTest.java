package natscompat.deployer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import natscompat.deployer.Fixture;
import natscompat.deployer.process.StartTime;
import natscompat.deployer.server.Stopper;
import natscompat.model.history.Event;
import natscompat.model.plan.Mix;
import natscompat.model.plan.StopStyle;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.ClusterSpec;
import natscompat.platform.Signal;
import natscompat.testing.TestReleases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard kills what it was told of, no other process, and is itself replaced; a server that hangs is killed. */
@Tag("real")
class GuardTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private static Process sleeper(Starter starter) throws IOException {
        return starter.start(new ProcessBuilder("sleep", "60"));
    }

    private static boolean ends(Process process) {
        return Waiting.reached("its end", SOON, POLL, () -> !process.isAlive());
    }

    @Test
    void closing_kills_the_processes_it_watches_and_only_those() throws IOException {
        try (Starter starter = new Starter()) {
            Process watched = sleeper(starter);
            Process reused = sleeper(starter);
            Process other = sleeper(starter);
            try (Guard guard = new Guard(starter, "g")) {
                guard.watch(watched.pid(), StartTime.of(watched.pid()).orElseThrow());
                guard.watch(reused.pid(), "1");
            }
            assertThat(ends(watched)).isTrue();
            assertThat(reused.isAlive()).as("another process with the same id").isTrue();
            assertThat(other.isAlive()).isTrue();
            reused.destroyForcibly();
            other.destroyForcibly();
        }
    }

    @Test
    void signals_of_a_terminal_do_not_end_it_and_a_killed_guard_is_replaced() throws IOException {
        try (Starter starter = new Starter()) {
            Process watched = sleeper(starter);
            try (Guard guard = new Guard(starter, "g")) {
                guard.watch(watched.pid(), StartTime.of(watched.pid()).orElseThrow());
                long first = guard.pid();
                ProcessHandle.of(first).orElseThrow().destroy();
                assertThat(Waiting.reached("its end", Duration.ofMillis(200), POLL, () -> guard.pid() != first)).isFalse();
                ProcessHandle.of(first).orElseThrow().destroyForcibly();
                assertThat(Waiting.reached("a new guard", SOON, POLL, () -> guard.pid() != first)).isTrue();
                assertThat(watched.isAlive()).isTrue();
            }
            assertThat(ends(watched)).isTrue();
        }
    }

    @Test
    void a_server_that_does_not_end_is_interrupted_and_killed_and_that_is_noted() throws IOException {
        Fixture fixture = new Fixture(folder, "frozen");
        ClusterSpec spec = fixture.spec(Mix.all("v2.14.5", 3), Map.of("v2.14.5", TestReleases.built("v2.14.5")));
        try (LocalPlatform platform = new LocalPlatform()) {
            Cluster cluster = platform.create(spec);
            cluster.start();
            LocalServer server = (LocalServer) cluster.servers().getFirst();
            server.signal(Signal.STOP);
            Duration brief = Duration.ofMillis(100);
            Stopper stopper = new Stopper(spec, new Stopper.Limits(brief, brief, brief, SOON));
            stopper.stop(server, StopStyle.LAME_DUCK);
            assertThat(server.running()).isFalse();
            assertThat(fixture.events(Event.Note.class)).extracting(Event.Note::text).containsExactly(
                    "frozen-0 did not end within 100 ms of LAME_DUCK: SIGINT",
                    "frozen-0 did not end within 100 ms of SIGINT: SIGKILL");
        }
    }
}
