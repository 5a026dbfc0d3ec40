package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Setting;
import natscompat.publish.fixture.Shell;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * nats-server itself: a clone named by NATS_SERVER_REPO, from the oldest line that we know to its newest branch. Where none
 * is named there are no tests, and this is said.
 */
@Tag("real")
@Tag("nats-server-repo")
class RealRepositoryTest {
    private static final List<String> NAMES = List.of("v2.9.25", "v2.10.29", "v2.11.17", "v2.12.15", "v2.14.5", "main");

    @TempDir
    static Path temp;

    private static Optional<GitRepo> repo() {
        Optional<GitRepo> named = Optional.ofNullable(System.getenv("NATS_SERVER_REPO"))
                .map(Path::of)
                .filter(Files::isDirectory)
                .map(GitRepo::new);
        if (named.isEmpty()) {
            System.out.println("skipped RealRepositoryTest: NATS_SERVER_REPO names no clone of nats-server");
        }
        return named;
    }

    @TestFactory
    Stream<DynamicTest> a_release_becomes_a_server_that_says_so_and_leaves_the_repository_alone() {
        return repo().stream().flatMap(repo -> NAMES.stream().map(name -> dynamicTest(name, () -> becomes(repo, name))));
    }

    @TestFactory
    Stream<DynamicTest> names_mean_what_git_says() {
        return repo().stream()
                .flatMap(repo -> Stream.of(
                        dynamicTest("commits before a tag and describe output are found", () -> found(repo)),
                        dynamicTest("an ambiguous short commit lists its candidates", () -> ambiguous(repo)),
                        dynamicTest("a missing tag gets its neighbours", () -> missing(repo))));
    }

    private static void becomes(GitRepo repo, String name) {
        Setting setting = Setting.in(temp.resolve(name));
        String before = repo.git("for-each-ref") + repo.worktrees();

        ResolvedRelease resolved = setting.releases(repo).resolve(name);
        BuiltRelease built = setting.releases(repo).build(resolved, setting.said()::add);

        assertThat(resolved.source()).isEqualTo(ReleaseSource.REPOSITORY);
        assertThat(resolved.revision()).isEqualTo(repo.git("rev-parse", name + "^{commit}"));
        assertThat(Shell.run(temp, built.binary().toString(), "--version"))
                .isEqualTo("nats-server: v" + resolved.version());
        assertThat(repo.git("for-each-ref") + repo.worktrees()).isEqualTo(before);
    }

    private static void found(GitRepo repo) {
        Releases releases = Setting.in(temp).releases(repo);
        String described = repo.git("describe", "--tags", "v2.12.15~2");

        assertThat(releases.resolve("v2.12.15~2").revision())
                .isEqualTo(repo.git("rev-parse", "v2.12.15~2"))
                .isEqualTo(releases.resolve(described).revision());
    }

    private static void ambiguous(GitRepo repo) {
        Map<String, Long> counts = repo.git("rev-list", "--all").lines()
                .collect(Collectors.groupingBy(id -> id.substring(0, 4), Collectors.counting()));
        String prefix = counts.entrySet().stream()
                .filter(e -> e.getValue() == 2)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> Setting.in(temp).releases(repo).resolve(prefix))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("the beginning of 2 commits");
    }

    private static void missing(GitRepo repo) {
        assertThatThrownBy(() -> Setting.in(temp).releases(repo).resolve("v2.12.115x"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("near: v2.12.1");
    }
}
