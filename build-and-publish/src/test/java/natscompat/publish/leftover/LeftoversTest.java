package natscompat.publish.leftover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    @TempDir
    Path temp;

    private final Owner self = Owner.current();

    private Leftovers leftovers() {
        return new Leftovers(List.of(temp), List.of(temp.resolve("repo/worktrees")));
    }

    @Test
    void what_a_living_process_owns_stays() throws IOException {
        WorkFolder mine = WorkFolder.create(temp, self);

        assertThat(leftovers().remove(true)).isEmpty();
        assertThat(mine.path()).exists();
    }

    @Test
    void what_a_reused_process_id_owned_goes() throws IOException {
        WorkFolder theirs = WorkFolder.create(temp, new Owner(self.place(), self.pid(), self.start() - 1));

        assertThat(leftovers().remove(false)).extracting(Leftovers.Leftover::path).containsExactly(theirs.path());
        assertThat(theirs.path()).doesNotExist();
    }

    @Test
    void what_was_kept_on_purpose_goes_only_when_asked_for() throws IOException {
        WorkFolder kept = WorkFolder.create(temp, new Owner(self.place(), Integer.MAX_VALUE, 1));
        kept.keep();

        assertThat(leftovers().remove(false)).isEmpty();
        assertThat(leftovers().find()).singleElement().matches(Leftovers.Leftover::kept);
        assertThat(leftovers().remove(true)).hasSize(1);
        assertThat(kept.path()).doesNotExist();
    }

    @Test
    void what_another_container_owns_is_left_alone_for_a_day() throws IOException {
        WorkFolder theirs = WorkFolder.create(temp, new Owner("deadbeef", 1, 1));
        assertThat(leftovers().remove(true)).isEmpty();

        Files.setLastModifiedTime(theirs.path(), FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        assertThat(leftovers().remove(true)).hasSize(1);
    }

    @Test
    void an_entry_in_a_repository_goes_with_its_work_folder() throws IOException {
        WorkFolder dead = WorkFolder.create(temp, new Owner(self.place(), Integer.MAX_VALUE, 1));
        Path entry = Files.createDirectories(temp.resolve("repo/worktrees").resolve(dead.name()));
        dead.recordEntry(entry);
        Files.writeString(entry.resolve("gitdir"), dead.tree().resolve(".git") + "\n");
        Files.writeString(entry.resolve("locked"), "in use");

        leftovers().remove(false);

        assertThat(entry).doesNotExist();
    }

    @Test
    void an_entry_whose_work_folder_was_cleared_away_by_others_goes_too() throws IOException {
        WorkFolder dead = WorkFolder.create(temp, new Owner(self.place(), Integer.MAX_VALUE, 1));
        Path entry = Files.createDirectories(temp.resolve("repo/worktrees").resolve(dead.name()));
        Files.writeString(entry.resolve("gitdir"), dead.tree().resolve(".git") + "\n");
        Trees.delete(dead.path());

        assertThat(leftovers().remove(false)).hasSize(1);
        assertThat(entry).doesNotExist();
    }

    @Test
    void a_work_folder_cannot_name_somebody_elses_folder_for_deletion() throws IOException {
        WorkFolder dead = WorkFolder.create(temp, new Owner(self.place(), Integer.MAX_VALUE, 1));
        Path victim = Files.createDirectories(temp.resolve("victim"));
        dead.recordEntry(victim);

        leftovers().remove(false);

        assertThat(victim).exists();
        assertThat(dead.path()).doesNotExist();
    }

    @Test
    void a_name_is_never_used_twice() throws IOException {
        WorkFolder first = WorkFolder.create(temp, self);
        Files.move(first.path(), temp.resolve("renamed"));

        WorkFolder second = WorkFolder.create(temp, self);
        first.delete();

        assertThat(second.path()).exists();
    }

    @Test
    void other_folders_are_none_of_our_business() throws IOException {
        Path other = Files.createDirectory(temp.resolve("nats-compat-build-notes"));

        assertThat(leftovers().remove(true)).isEmpty();
        assertThat(other).exists();
    }

    @Test
    void a_work_folder_below_another_temporary_folder_is_found_by_its_entry() throws IOException {
        Path elsewhere = temp.resolve("elsewhere");
        WorkFolder dead = WorkFolder.create(elsewhere, new Owner(self.place(), Integer.MAX_VALUE, 1));
        Files.createFile(Files.createDirectory(dead.tree()).resolve(".git"));
        Path entry = Files.createDirectories(temp.resolve("repo/worktrees").resolve(dead.name()));
        dead.recordEntry(entry);
        Files.writeString(entry.resolve("gitdir"), dead.tree().resolve(".git") + "\n");

        assertThat(leftovers().remove(false)).extracting(Leftovers.Leftover::path).containsExactly(dead.path());
        assertThat(entry).doesNotExist();
        assertThat(dead.path()).doesNotExist();
        assertThat(elsewhere).exists();
    }

    @Test
    void an_entry_that_names_somebody_elses_folder_takes_nothing_of_it() throws IOException {
        Path victim = Files.createDirectories(temp.resolve("victim/tree"));
        Files.createFile(victim.resolve(".git"));
        String name = "nats-compat-build-" + new Owner(self.place(), Integer.MAX_VALUE, 1).text() + "-1";
        Path entry = Files.createDirectories(temp.resolve("repo/worktrees").resolve(name));
        Files.writeString(entry.resolve("gitdir"), victim.resolve(".git") + "\n");

        leftovers().remove(true);

        assertThat(victim).exists();
    }
}
