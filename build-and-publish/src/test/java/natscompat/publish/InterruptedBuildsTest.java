package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.time.Waiting;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Setting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build that is told to end while its compilers write as fast as they can leaves nothing, at whatever moment. */
@Tag("real")
@Timeout(120)
class InterruptedBuildsTest {
    private static final int TIMES = 5;
    /** A Go that knows its version, and whose compilers never end and never rest. */
    private static final String GO =
            """
            #!/bin/sh
            case $1 in env) echo '{"GOVERSION":"go1.26.0"}'; exit ;; esac
            for worker in 1 2 3 4; do
              mkdir "$GOTMPDIR/$worker"
              ( i=0; while :; do i=$((i + 1)); : >"$GOTMPDIR/$worker/$i"; done ) &
            done
            wait
            """;

    @TempDir
    Path temp;

    @Test
    void nothing_is_left_when_it_has_come_to_its_end() throws Exception {
        GitRepo repo = GitRepo.init(temp.resolve("nats-server"));
        repo.tinySources("2.14.5").commit("a server");
        Path go = Files.writeString(temp.resolve("go"), GO);
        assertThat(go.toFile().setExecutable(true)).isTrue();
        Setting setting = Setting.in(temp);
        Releases releases = new Releases(
                setting.options(Optional.of(repo.folder()), Map.of("NATS_COMPAT_GO", go.toString())), setting.said()::add);
        ResolvedRelease release = releases.resolve("main");

        for (int i = 0; i < TIMES; i++) {
            AtomicReference<Throwable> end = new AtomicReference<>(new AssertionError("it was built"));
            Thread build = Thread.ofVirtual().unstarted(() -> releases.build(release, setting.said()::add));
            build.setUncaughtExceptionHandler((_, thrown) -> end.set(thrown));
            build.start();
            assertThat(Waiting.reached("compilers at work", Duration.ofSeconds(30), Duration.ofMillis(5),
                    () -> files(setting.temp()) > 200)).isTrue();

            build.interrupt();
            build.join();

            assertThat(end.get()).isInstanceOf(Waiting.Interrupted.class);
            assertThat(setting.temp()).as("time %d", i).isEmptyDirectory();
            assertThat(setting.cache().resolve("parts")).as("time %d", i).isEmptyDirectory();
            assertThat(repo.worktrees()).as("time %d", i).hasSize(1);
        }
    }

    private static long files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> String.valueOf(file.getFileName()).matches("\\d+")).count();
        } catch (IOException | UncheckedIOException e) {
            // Something of it is being moved or deleted; the next look tells.
            return 0;
        }
    }
}
