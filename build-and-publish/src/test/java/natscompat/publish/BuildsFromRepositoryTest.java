package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.cache.Sha256;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Setting;
import natscompat.publish.fixture.Shell;
import natscompat.publish.golang.GoTool;
import natscompat.publish.golang.Target;
import natscompat.publish.leftover.Trees;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sources of real servers, built by the real Go tool, with git looking on. */
@Tag("real")
class BuildsFromRepositoryTest {
    @TempDir
    static Path shared;

    private static GitRepo repo = new GitRepo(Path.of("/"));

    @TempDir
    Path temp;

    private Setting setting = Setting.in(Path.of("/"));

    @BeforeAll
    static void makeRepository() throws IOException {
        repo = GitRepo.init(shared.resolve("nats-server"));
        repo.serverSources("v2.12.15").commit("old");
        repo.git("tag", "-a", "v2.12.15", "-m", "a release");
        repo.git("checkout", "-q", "-b", "broken");
        repo.write("broken.go", "package main\n\nfunc broken() int { return nonsense }\n").commit("does not compile");
        repo.git("checkout", "-q", "-b", "future", "main");
        String goMod = Files.readString(repo.folder().resolve("go.mod"));
        repo.write("go.mod", goMod.replaceFirst("(?m)^go .*", "go 1.99.0")).commit("asks for a future Go");
        repo.git("checkout", "-q", "-b", "lying", "main");
        repo.version("2.13.0").commit("says another version than it is");
        repo.git("checkout", "-q", "main");
        repo.serverSources("v2.14.5").commit("new");
    }

    @BeforeEach
    void makeSetting() {
        setting = Setting.in(temp);
    }

    @Test
    void a_commit_becomes_a_server_of_its_version_that_reports_its_commit() throws IOException {
        Releases releases = setting.releases(repo);
        ResolvedRelease resolved = releases.resolve("v2.12.15");
        String before = repo.git("status", "--porcelain=v2", "--branch") + repo.git("for-each-ref");

        BuiltRelease built = releases.build(resolved, setting.said()::add);

        assertThat(resolved.source()).isEqualTo(ReleaseSource.REPOSITORY);
        assertThat(resolved.revision()).isEqualTo(repo.git("rev-parse", "v2.12.15^{commit}"));
        assertThat(Shell.run(temp, built.binary().toString(), "--version")).isEqualTo("nats-server: v2.12.15");
        assertThat(built.commit()).isEqualTo(resolved.revision().substring(0, 12));
        assertThat(Files.readString(built.binary(), StandardCharsets.ISO_8859_1)).contains(built.commit());
        assertThat(Sha256.of(built.binary())).isEqualTo(built.sha256());
        assertThat(built.cached()).isFalse();
        assertThat(repo.git("status", "--porcelain=v2", "--branch") + repo.git("for-each-ref")).isEqualTo(before);
        assertThat(repo.worktrees()).hasSize(1);
        assertThat(repo.fsck()).isEmpty();
        assertThat(setting.temp()).isEmptyDirectory();
    }

    @Test
    void a_compiler_that_a_signal_ends_has_not_failed_and_nothing_is_kept() throws IOException {
        Path go = Files.writeString(temp.resolve("go"), """
                #!/bin/sh
                [ "$1" != build ] || kill -KILL $$
                exec '%s' "$@"
                """.formatted(GoTool.program(System.getenv()).orElseThrow()));
        Files.setPosixFilePermissions(go, PosixFilePermissions.fromString("rwxr-xr-x"));
        ReleaseOptions options = setting.options(Optional.of(repo.folder()), Map.of("NATS_COMPAT_GO", go.toString()));
        Releases releases = new Releases(options, setting.said()::add);

        assertThatThrownBy(() -> releases.build(releases.resolve("main"), setting.said()::add))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Category.ENVIRONMENT);
                    assertThat(e.failure().why()).contains("signal 9 ended", "too little memory");
                    assertThat(e.failure().next()).doesNotContain("kept");
                });
        assertThat(repo.worktrees()).hasSize(1);
        assertThat(setting.temp()).isEmptyDirectory();
    }

    @Test
    void what_was_built_comes_from_the_cache_and_a_damaged_entry_is_built_again() throws IOException {
        Releases releases = setting.releases(repo);
        BuiltRelease first = releases.build(releases.resolve("main"), setting.said()::add);
        BuiltRelease second = setting.releases(repo).build(releases.resolve("main"), setting.said()::add);
        assertThat(second.cached()).isTrue();
        assertThat(second.buildTime()).isEqualTo(Duration.ZERO);

        Files.setPosixFilePermissions(first.binary(), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(first.binary(), "damaged");
        BuiltRelease third = releases.build(releases.resolve("main"), setting.said()::add);

        assertThat(third.cached()).isFalse();
        assertThat(third.sha256()).isEqualTo(first.sha256());
        assertThat(setting.said()).anyMatch(line -> line.contains("it is built again"));
    }

    @Test
    void who_asks_for_one_release_at_the_same_time_gets_one_build() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BuiltRelease>> all = List.of(1, 2, 3).stream()
                    .map(i -> threads.submit(() -> {
                        Releases releases = setting.releases(repo);
                        return releases.build(releases.resolve("v2.12.15"), setting.said()::add);
                    }))
                    .toList();
            int fresh = 0;
            for (Future<BuiltRelease> one : all) {
                fresh += one.get().cached() ? 0 : 1;
            }
            assertThat(fresh).isEqualTo(1);
        }
    }

    @Test
    void builds_wait_for_each_other_where_there_is_no_room_for_two() throws Exception {
        ReleaseOptions options = setting.options(Optional.of(repo.folder()), Map.of()).sideBySide(1);
        Releases releases = new Releases(options, setting.said()::add);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<BuiltRelease> one =
                    threads.submit(() -> releases.build(releases.resolve("v2.12.15"), setting.said()::add));
            Future<BuiltRelease> other =
                    threads.submit(() -> releases.build(releases.resolve("main"), setting.said()::add));
            assertThat(one.get().cached() || other.get().cached()).isFalse();
        }
        assertThat(setting.said().stream().map(line -> line.contains("compiling")))
                .containsExactly(true, false, true, false);
        assertThat(Memory.buildsAtATime()).isBetween(1, Runtime.getRuntime().availableProcessors());
    }

    @Test
    void many_builds_at_once_do_not_meet() throws Exception {
        GitRepo tiny = GitRepo.init(temp.resolve("tiny"));
        List<String> commits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            commits.add(tiny.tinySources("2.14." + i).commit("number " + i));
        }
        ReleaseOptions options = setting.options(Optional.of(tiny.folder()), Map.of()).sideBySide(6);
        Releases releases = new Releases(options, setting.said()::add);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<BuiltRelease>> all = commits.stream()
                    .map(commit -> threads.submit(() -> releases.build(releases.resolve(commit), setting.said()::add)))
                    .toList();
            for (int i = 0; i < commits.size(); i++) {
                BuiltRelease built = all.get(i).get();
                assertThat(Shell.run(temp, built.binary().toString(), "--version")).isEqualTo("nats-server: v2.14." + i);
            }
        }
        assertThat(setting.temp()).isEmptyDirectory();
        assertThat(tiny.worktrees()).hasSize(1);
    }

    @Test
    void what_does_not_compile_keeps_its_worktree_and_says_the_compilers_last_lines() throws IOException {
        Releases releases = setting.releases(repo);

        assertThatThrownBy(() -> releases.build(releases.resolve("broken"), setting.said()::add))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Category.BUILD);
                    assertThat(e.failure().why()).contains("broken.go:3").contains("nonsense");
                    assertThat(e.failure().next()).contains(setting.temp().toString()).contains("build.log");
                });

        assertThat(repo.worktrees()).hasSize(2);
        Path kept = Path.of(repo.worktrees().getLast().split(" ")[0]);
        assertThat(kept.resolve("broken.go")).exists();
        assertThat(kept.resolveSibling("build.log")).content().contains("nonsense");
        assertThat(setting.cache().resolve("parts")).isEmptyDirectory();
        Trees.delete(kept.resolve("..").normalize());
        repo.git("worktree", "prune");
        assertThat(repo.worktrees()).hasSize(1);
    }

    @Test
    void a_go_that_is_too_old_is_said_with_both_versions() {
        Releases releases = setting.releases(repo);

        assertThatThrownBy(() -> releases.build(releases.resolve("future"), setting.said()::add))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Category.ENVIRONMENT);
                    assertThat(e.failure().why()).contains("asks for Go 1.99.0").containsPattern("is Go 1\\.\\d+\\.\\d+$");
                });
        assertThat(repo.worktrees()).hasSize(1);
    }

    @Test
    void a_server_that_is_not_what_its_sources_say_is_refused() throws IOException {
        Releases releases = setting.releases(repo);

        assertThatThrownBy(() -> releases.build(releases.resolve("lying"), setting.said()::add))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("sources say 2.13.0")
                .hasMessageContaining("server says 2.12.15")
                .hasMessageContaining("Its worktree is kept in " + setting.temp())
                .hasMessageContaining("`cleanup --kept`");
        Path kept = Path.of(repo.worktrees().getLast().split(" ")[0]);
        assertThat(kept.resolve("main.go")).exists();
        assertThat(kept.resolveSibling("build.log")).exists();
        Trees.delete(kept.resolve("..").normalize());
        repo.git("worktree", "prune");
    }

    @Test
    void without_go_only_what_is_cached_can_be_had() throws IOException {
        Map<String, String> noGo = Map.of("PATH", "/nowhere");
        Releases with = setting.releases(repo);
        Releases without = new Releases(setting.options(Optional.of(repo.folder()), noGo), setting.said()::add);
        ResolvedRelease release = without.resolve("v2.12.15");
        assertThatThrownBy(() -> without.build(release, setting.said()::add))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("no go on the PATH");

        BuiltRelease built = with.build(release, setting.said()::add);

        assertThat(without.build(release, setting.said()::add).binary()).isEqualTo(built.binary());
    }

    @Test
    void a_binary_for_another_machine_is_built_for_it() throws IOException {
        GitRepo tiny = GitRepo.init(temp.resolve("tiny")).version("2.14.5");
        tiny.write("go.mod", "module example.org/tiny\n\ngo 1.19\n").write("main.go", "package main\n\nfunc main() {}\n");
        tiny.commit("one");
        Target other = new Target("linux", Target.host().arch().equals("arm64") ? "amd64" : "arm64");
        ReleaseOptions options = setting.options(Optional.of(tiny.folder()), Map.of()).forTarget(other);
        Releases releases = new Releases(options, setting.said()::add);

        BuiltRelease built = releases.build(releases.resolve("main"), setting.said()::add);

        assertThat(Shell.run(temp, "go", "version", "-m", built.binary().toString())).contains("GOARCH=" + other.arch());
    }

    @Test
    void a_forced_build_leaves_an_entry_of_the_same_binary_in_its_place() throws IOException {
        Releases releases = setting.releases(repo);
        Path binary = releases.build(releases.resolve("v2.12.15"), setting.said()::add).binary();
        Object before = Files.getAttribute(binary, "unix:ino");
        Releases forced =
                new Releases(setting.options(Optional.of(repo.folder()), Map.of()).forced(), setting.said()::add);

        BuiltRelease again = forced.build(forced.resolve("v2.12.15"), setting.said()::add);

        assertThat(again.cached()).isFalse();
        assertThat(Files.getAttribute(again.binary(), "unix:ino")).isEqualTo(before);
    }
}
