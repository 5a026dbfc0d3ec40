package natscompat.publish.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import natscompat.publish.fixture.GitRepo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNamesTest {
    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {
        "https://example.org/nats/nats-server.git", "https://me:secret@example.org/nats/nats-server",
        "git@example.org:nats/nats-server.git", "ssh://git@example.org:22/nats/nats-server.git/"
    })
    void one_repository_has_one_published_place_however_it_was_cloned(String url) {
        assertThat(RefNames.asWeb(url)).contains("https://example.org/nats/nats-server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/home/me/nats-server", "file:///home/me/nats-server", "../nats-server"})
    void a_folder_is_not_published(String url) {
        assertThat(RefNames.asWeb(url)).isEmpty();
    }

    @Test
    void annotated_and_light_tags_and_branches_of_a_commit_are_found() throws IOException {
        GitRepo repo = GitRepo.init(temp.resolve("repo"));
        String commit = repo.version("2.12.0").commit("one");
        repo.git("tag", "-a", "v2.12.0", "-m", "annotated");
        repo.git("tag", "light");
        GitRepo clone = repo.cloneTo(temp.resolve("clone"), "--no-checkout");
        clone.git("checkout", "-q", "--detach");
        clone.git("branch", "-D", "main");

        try (GitSource a = GitSource.open(repo.folder(), "a"); GitSource b = GitSource.open(clone.folder(), "b")) {
            assertThat(new RefNames(a).tags(commit)).containsExactly("light", "v2.12.0");
            assertThat(new RefNames(a).branches(commit)).containsExactly("main");
            assertThat(new RefNames(b).branches(commit)).containsExactly("main");
        }
    }
}
