package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import natscompat.model.time.Draws;
import natscompat.publish.fixture.EndlessPublishes;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Killed;
import natscompat.publish.fixture.Registry;
import natscompat.publish.fixture.Setting;
import natscompat.publish.record.BuiltRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL of a process that builds and pushes, at random moments: the record is whole and the next run finishes. */
@Tag("real")
class KilledPublishesTest {
    private static final int KILLS = Integer.getInteger("nats-compat.kills", 5);

    @RegisterExtension
    static final Registry REGISTRY = Registry.open();

    @TempDir
    Path temp;

    @Test
    void the_record_is_whole_and_running_it_again_finishes_the_job() throws IOException {
        Draws draws = Draws.of(Long.getLong("nats-compat.seed", System.nanoTime()));
        System.out.println("seed " + draws.seed());
        GitRepo repo = GitRepo.init(temp.resolve("nats-server"));
        repo.tinySources("2.12.15").commit("old");
        repo.git("tag", "v2.12.15");
        repo.tinySources("2.14.5").commit("new");
        Path folder = temp.resolve("setting");
        BuiltRecord record = new BuiltRecord(folder.resolve("built"), folder.resolve("cache/locks"));

        for (int i = 0; i < KILLS; i++) {
            Duration moment = draws.at("kill", i).between(Duration.ofMillis(500), Duration.ofMillis(3500));
            Killed.after(
                    moment,
                    temp,
                    EndlessPublishes.class,
                    repo.folder().toString(),
                    folder.toString(),
                    REGISTRY.address() + "/nats");
            assertThat(record.read()).as("each line reads, killed after %s", moment).isNotNull();

            NodeReport next = EndlessPublishes.once(repo.folder(), folder, REGISTRY.address() + "/nats", false);

            assertThat(next.failed()).as("killed after %s", moment).isEmpty();
            List<String> images = Files.readAllLines(folder.resolve("built/node-images.txt"));
            assertThat(images).hasSize(2).allMatch(line -> line.matches("\\S+ \\S+@sha256:[0-9a-f]{64}"));
            assertThat(images.getFirst()).startsWith("v2.12.15 ");
            assertThat(repo.worktrees()).hasSize(1);
            assertThat(repo.fsck()).isEmpty();
            assertThat(repo.git("worktree", "prune", "--dry-run", "--verbose")).isEmpty();
            assertThat(Setting.in(folder).temp()).isEmptyDirectory();
        }
    }
}
