package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Setting;
import natscompat.publish.fixture.Shell;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** nats-server itself: a clone named by NATS_SERVER_REPO, from the oldest line that we know to its newest branch. */
@Tag("real")
class RealRepositoryTest {
    private static GitRepo repo = new GitRepo(Path.of("/"));

    @TempDir
    Path temp;

    @BeforeAll
    static void findRepository() {
        String named = System.getenv("NATS_SERVER_REPO");
        if (named == null) {
            System.out.println("skipped RealRepositoryTest: NATS_SERVER_REPO names no clone of nats-server");
        }
        Assumptions.assumeTrue(named != null && Files.isDirectory(Path.of(named)), "NATS_SERVER_REPO names no clone");
        repo = new GitRepo(Path.of(String.valueOf(named)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2.9.25", "v2.10.29", "v2.11.17", "v2.12.15", "v2.14.5", "main"})
    void a_release_becomes_a_server_that_says_so_and_leaves_the_repository_alone(String name) {
        Setting setting = Setting.in(temp);
        String before = repo.git("for-each-ref") + repo.worktrees();

        ResolvedRelease resolved = setting.releases(repo).resolve(name);
        BuiltRelease built = setting.releases(repo).build(resolved, setting.said()::add);

        assertThat(resolved.source()).isEqualTo(ReleaseSource.REPOSITORY);
        assertThat(resolved.revision()).isEqualTo(repo.git("rev-parse", name + "^{commit}"));
        assertThat(Shell.run(temp, built.binary().toString(), "--version"))
                .isEqualTo("nats-server: v" + resolved.version());
        assertThat(repo.git("for-each-ref") + repo.worktrees()).isEqualTo(before);
    }

    @Test
    void commits_before_a_tag_and_describe_output_are_found() {
        Setting setting = Setting.in(temp);
        String described = repo.git("describe", "--tags", "v2.12.15~2");

        assertThat(setting.releases(repo).resolve("v2.12.15~2").revision())
                .isEqualTo(repo.git("rev-parse", "v2.12.15~2"))
                .isEqualTo(setting.releases(repo).resolve(described).revision());
    }

    @Test
    void a_short_commit_that_fits_many_lists_them() {
        Setting setting = Setting.in(temp);
        Map<String, Long> counts = repo.git("rev-list", "--all").lines()
                .collect(Collectors.groupingBy(id -> id.substring(0, 4), Collectors.counting()));
        String prefix = counts.entrySet().stream()
                .filter(e -> e.getValue() == 2)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> setting.releases(repo).resolve(prefix))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("the beginning of 2 commits");
    }

    @Test
    void a_missing_tag_gets_its_neighbours() {
        Setting setting = Setting.in(temp);

        assertThatThrownBy(() -> setting.releases(repo).resolve("v2.12.115x"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("near: v2.12.1");
    }
}
