package natscompat.publish.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.publish.fixture.GitRepo;
import org.eclipse.jgit.util.FS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceTest {
    @TempDir
    Path temp;

    private void refused(Path folder, String why) {
        assertThatThrownBy(() -> GitSource.open(folder, folder.toString()).close())
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Category.INPUT);
                    assertThat(e.failure().why()).contains(why);
                });
    }

    @Test
    void a_folder_that_is_no_repository_is_refused() throws IOException {
        refused(Files.createDirectory(temp.resolve("empty")), "no git repository");
        refused(temp.resolve("missing"), "no such folder");
    }

    @Test
    void a_folder_inside_another_repository_is_not_taken_for_it() throws IOException {
        GitRepo outer = GitRepo.init(temp.resolve("outer")).version("2.12.0");
        outer.commit("one");

        refused(outer.folder().resolve("server"), "no git repository");
    }

    @Test
    void a_repository_with_sha256_names_is_refused_in_words() throws IOException {
        GitRepo repo = GitRepo.init(temp.resolve("sha256"), "--object-format=sha256");
        repo.version("2.12.0").commit("one");

        refused(repo.folder(), "sha256");
    }

    @Test
    void a_partial_clone_is_known_as_one() throws IOException {
        GitRepo full = GitRepo.init(temp.resolve("full"));
        full.version("2.12.0").commit("one");
        full.git("config", "uploadpack.allowFilter", "true");
        GitRepo partial = full.cloneTo(temp.resolve("partial"), "--filter=blob:none", "--no-checkout");

        try (GitSource a = GitSource.open(full.folder(), "full"); GitSource b = GitSource.open(partial.folder(), "partial")) {
            assertThat(a.partial()).isFalse();
            assertThat(b.partial()).isTrue();
        }
    }

    @Test
    void the_file_system_is_taken_as_known_and_not_measured_with_probe_files() throws IOException {
        GitRepo repo = GitRepo.init(temp.resolve("quick"));
        String commit = repo.version("2.12.0").commit("one");

        try (GitSource source = GitSource.open(repo.folder(), "quick")) {
            assertThat(source.text(commit, "server/const.go")).isPresent();
            assertThat(source.text(commit, "nosuch")).isEmpty();
        }

        FS.FileStoreAttributes known = FS.FileStoreAttributes.get(repo.folder().resolve(".git"));
        assertThat(known.getFsTimestampResolution()).isEqualTo(Duration.ofMillis(1));
        assertThat(known.getMinimalRacyInterval()).isEqualTo(Duration.ofMillis(10));
    }
}
