package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.release.BuiltRelease;
import natscompat.model.time.Draws;
import natscompat.publish.fixture.EndlessBuilds;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Killed;
import natscompat.publish.fixture.Setting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL of a process that builds, at random moments: the next start finds and removes what is left. */
@Tag("real")
class KilledBuildsTest {
    private static final int KILLS = Integer.getInteger("nats-compat.kills", 5);

    @TempDir
    Path temp;

    @Test
    void nothing_is_left_after_the_next_start_and_building_works() throws IOException {
        Draws draws = Draws.of(Long.getLong("nats-compat.seed", System.nanoTime()));
        System.out.println("seed " + draws.seed());
        GitRepo repo = GitRepo.init(temp.resolve("nats-server"));
        repo.serverSources("v2.12.15").commit("old");
        repo.git("tag", "v2.12.15");
        repo.serverSources("v2.14.5").commit("new");
        Setting setting = Setting.in(temp);

        int left = 0;
        for (int i = 0; i < KILLS; i++) {
            Duration moment = draws.at("kill", i).between(Duration.ofMillis(300), Duration.ofMillis(2500));
            Killed.after(moment, temp, EndlessBuilds.class, repo.folder().toString(), temp.toString());

            assertThat(repo.fsck()).as("killed after %s", moment).isEmpty();
            Releases next = setting.releases(repo);
            left += next.cleanup(false).size();

            assertThat(repo.worktrees()).as("killed after %s", moment).hasSize(1);
            assertThat(setting.temp()).isEmptyDirectory();
            assertThat(next.leftovers()).isEmpty();
            assertThat(repo.fsck()).isEmpty();
            assertThat(repo.git("worktree", "prune", "--dry-run", "--verbose")).isEmpty();
        }
        assertThat(left).as("some kill fell into the middle of a build").isPositive();
        BuiltRelease built = setting.releases(repo).build(setting.releases(repo).resolve("main"), setting.said()::add);
        assertThat(built.binary()).isExecutable();
        assertThat(setting.cache().resolve("parts")).isEmptyDirectory();
    }
}
