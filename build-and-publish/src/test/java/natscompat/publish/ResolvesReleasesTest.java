package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import natscompat.model.failure.Category;
import natscompat.model.failure.FailureException;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.fixture.Setting;
import natscompat.publish.git.Repositories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Go: names, versions and where they come from. */
class ResolvesReleasesTest {
    @TempDir
    Path temp;

    private Setting setting = Setting.in(Path.of("/"));
    private GitRepo repo = new GitRepo(Path.of("/"));

    @BeforeEach
    void makeRepository() throws IOException {
        setting = Setting.in(temp);
        repo = GitRepo.init(temp.resolve("nats-server"));
        repo.version("2.12.15").commit("old");
        repo.git("tag", "v2.12.15");
        repo.version("2.15.0-dev").commit("new");
    }

    private ReleaseOptions options(Optional<String> named, boolean moduleFallback) {
        ReleaseOptions usual = setting.options(Optional.empty(), Map.of("PATH", "/nowhere"));
        return new ReleaseOptions(
                named, moduleFallback, usual.cache(), usual.tempBase(), usual.target(), false, 0, usual.environment());
    }

    private Releases named(String where, boolean moduleFallback) {
        return new Releases(options(Optional.of(where), moduleFallback), setting.said()::add);
    }

    @Test
    void the_version_is_that_of_the_commit_and_not_of_the_checkout() {
        ResolvedRelease release = setting.releases(repo).resolve("v2.12.15");

        assertThat(release.version()).isEqualTo(ServerVersion.of("2.12.15"));
        assertThat(release.name()).isEqualTo("v2.12.15");
        assertThat(setting.releases(repo).resolve("main").version()).isEqualTo(ServerVersion.of("2.15.0-dev"));
    }

    @Test
    void a_version_may_be_typed_without_its_v() {
        assertThat(setting.releases(repo).resolve("2.12.15").revision())
                .isEqualTo(repo.git("rev-parse", "v2.12.15"));
    }

    @Test
    void an_unknown_name_gets_near_names() {
        assertThatThrownBy(() -> setting.releases(repo).resolve("mein"))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Category.INPUT);
                    assertThat(e.failure().why()).contains("near: main");
                });
        assertThatThrownBy(() -> named(repo.folder().toString(), false).resolve("v2.12.5"))
                .hasMessageContaining("near: v2.12.15");
    }

    @Test
    void a_released_version_that_the_repository_lacks_is_looked_for_as_a_module_and_this_is_said() {
        assertThatThrownBy(() -> named(repo.folder().toString(), true).resolve("v2.14.5"))
                .as("there is no Go here")
                .hasMessageContaining("no go on the PATH");
        assertThat(setting.said()).anyMatch(line -> line.contains("has no v2.14.5; looking for it as a Go module"));
    }

    @Test
    void a_commit_of_something_else_is_refused() throws IOException {
        GitRepo other = GitRepo.init(temp.resolve("other")).write("README", "other");
        other.commit("one");

        assertThatThrownBy(() -> setting.releases(other).resolve("main"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("a clone of nats-server");
    }

    @Test
    void a_partial_clone_that_lacks_the_file_says_what_to_do() {
        repo.git("config", "uploadpack.allowFilter", "true");
        GitRepo partial = repo.cloneTo(temp.resolve("partial"), "--filter=blob:none", "--no-checkout");

        assertThatThrownBy(() -> setting.releases(partial).resolve("main"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("partial clone lacks")
                .hasMessageContaining("--refetch");
    }

    @Test
    void without_repository_and_without_modules_nothing_can_be_had() {
        assertThatThrownBy(() -> new Releases(options(Optional.empty(), false), setting.said()::add).resolve("v2.14.5"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("--repo");
    }

    @Test
    void a_url_is_cloned_once_and_fetched_only_when_a_revision_is_missing_or_a_branch_moved() throws IOException {
        Releases releases = named("file://" + repo.folder(), false);
        assertThat(releases.resolve("v2.12.15").revision()).isEqualTo(repo.git("rev-parse", "v2.12.15"));
        assertThat(releases.resolve("v2.12.15").source()).isEqualTo(ReleaseSource.REPOSITORY);
        assertThat(setting.said()).filteredOn(line -> line.startsWith("fetching") && !line.contains(": ")).hasSize(1);

        String moved = repo.version("2.15.0-RC.1").commit("newer");
        Path clone;
        try (Stream<Path> clones = Files.list(setting.cache().resolve("repositories"))) {
            clone = clones.findFirst().orElseThrow();
        }
        Path half = Files.writeString(clone.resolve("objects/incoming_1.pack"), "what a killed fetch left");

        assertThat(releases.resolve("main").revision()).isEqualTo(moved);
        assertThat(releases.resolve("origin/main").revision()).isEqualTo(moved);
        assertThat(setting.said()).filteredOn(line -> line.startsWith("fetching")).hasSizeGreaterThan(1);
        assertThat(half).doesNotExist();
    }

    @Test
    void a_url_that_cannot_be_reached_is_said_without_its_password() {
        assertThatThrownBy(() -> named("http://me:secret@127.0.0.1:1/nats-server.git", false).resolve("main"))
                .isInstanceOfSatisfying(FailureException.class, e -> {
                    assertThat(e.failure().category()).isEqualTo(Category.ENVIRONMENT);
                    assertThat(e.getMessage()).contains("127.0.0.1:1/nats-server").doesNotContain("secret");
                });
    }

    @Test
    void a_cache_that_cannot_hold_a_clone_is_said_without_the_token() throws IOException {
        Files.writeString(setting.cache(), "no folder");
        Releases releases = named("https://me:TOKEN@127.0.0.1:1/nats-server.git", false);

        assertThat(releases.leftovers()).isEmpty();
        assertThat(setting.said()).singleElement().asString()
                .contains("no leftovers looked for in https://127.0.0.1:1/nats-server.git")
                .doesNotContain("TOKEN");
        assertThatThrownBy(() -> releases.resolve("main"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("make a clone of https://127.0.0.1:1/nats-server.git")
                .message().doesNotContain("TOKEN");
    }

    @Test
    void a_clone_that_was_damaged_is_said_without_the_token() throws IOException {
        Releases releases = named("https://me:TOKEN@127.0.0.1:1/nats-server.git", false);
        assertThatThrownBy(() -> releases.resolve("main")).isInstanceOf(FailureException.class);
        Path clone = folderIn(setting.cache().resolve("repositories"));
        Files.createDirectory(clone.resolve("packed-refs"));

        assertThatThrownBy(() -> releases.resolve("main"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("https://127.0.0.1:1/nats-server.git")
                .message().doesNotContain("TOKEN");
    }

    private static Path folderIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.findFirst().orElseThrow();
        }
    }

    @Test
    void a_url_that_is_taken_for_a_folder_is_said_without_the_token() {
        assertThatThrownBy(() -> named("HTTPS://me:TOKEN@127.0.0.1:1/nats-server.git", false).resolve("main"))
                .isInstanceOf(FailureException.class)
                .message().contains("HTTPS://127.0.0.1:1/nats-server.git").doesNotContain("TOKEN");
    }

    @Test
    void what_is_no_executable_is_no_binary() throws IOException {
        Path text = Files.writeString(temp.resolve("text"), "#!/bin/sh\necho something else\n");
        assertThatThrownBy(() -> setting.modules().resolve("file:" + text)).hasMessageContaining("chmod +x");
        assertThat(text.toFile().setExecutable(true)).isTrue();
        assertThatThrownBy(() -> setting.modules().resolve("file:" + text)).hasMessageContaining("something else");
        assertThatThrownBy(() -> setting.modules().resolve("file:" + temp)).hasMessageContaining("no such file");
    }

    @Test
    void a_binary_that_changes_after_it_was_resolved_is_refused() throws IOException {
        Path binary = Files.writeString(temp.resolve("fake"), "#!/bin/sh\necho nats-server: v2.14.5\n");
        assertThat(binary.toFile().setExecutable(true)).isTrue();
        ResolvedRelease release = setting.modules().resolve("file:" + binary);
        assertThat(release.version()).isEqualTo(ServerVersion.of("2.14.5"));
        assertThat(setting.modules().build(release, setting.said()::add).binary()).isEqualTo(binary);

        Files.writeString(binary, "#!/bin/sh\necho nats-server: v2.14.6\n");

        assertThatThrownBy(() -> setting.modules().build(release, setting.said()::add))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("it changed");
    }

    @Test
    void an_image_is_known_by_its_tag_and_not_built() {
        ResolvedRelease image = setting.modules().resolve("image:registry.example.org:5000/nats:2.14.5-alpine");

        assertThat(image.version()).isEqualTo(ServerVersion.of("2.14.5"));
        assertThatThrownBy(() -> setting.modules().build(image, setting.said()::add)).hasMessageContaining("Kubernetes");
        assertThatThrownBy(() -> setting.modules().resolve("image:nats:latest")).hasMessageContaining("which version");
    }

    @Test
    void a_url_with_a_tag_and_a_branch_of_one_name_says_so_and_takes_the_advice() throws IOException {
        repo.git("branch", "both", "v2.12.15");
        repo.git("tag", "both", "main");
        Releases releases = named("file://" + repo.folder(), false);

        assertThatThrownBy(() -> releases.resolve("both"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("Write tags/both or heads/both");
        assertThat(releases.resolve("heads/both").revision()).isEqualTo(repo.git("rev-parse", "heads/both"));
        assertThat(releases.resolve("tags/both").revision()).isEqualTo(repo.git("rev-parse", "tags/both"));
        repo.git("branch", "-f", "both", "v2.12.15^0");
        String moved = repo.version("2.15.0").commit("newest");
        repo.git("branch", "-f", "both", moved);
        assertThat(releases.resolve("heads/both").revision()).isEqualTo(moved);
    }

    @Test
    void a_token_before_the_host_is_neither_said_nor_recorded_and_a_user_of_ssh_is() {
        assertThat(Repositories.shown("https://TOKEN@example.org/x.git")).isEqualTo("https://example.org/x.git");
        assertThat(Repositories.shown("HTTPS://me:p@ss@example.org/x")).isEqualTo("HTTPS://example.org/x");
        assertThat(Repositories.shown("qualify --repo=https://TOKEN@example.org/x v1"))
                .isEqualTo("qualify --repo=https://example.org/x v1");
        assertThat(Repositories.shown("ssh://git@example.org/x")).isEqualTo("ssh://git@example.org/x");
        assertThat(Repositories.shown("ssh://git:secret@example.org/x")).isEqualTo("ssh://example.org/x");
        assertThat(Repositories.shown("git@example.org:x/y.git")).isEqualTo("git@example.org:x/y.git");
        assertThatThrownBy(() -> named("http://TOKEN@127.0.0.1:1/nats-server.git", false).resolve("main"))
                .hasMessageContaining("127.0.0.1:1/nats-server").message().doesNotContain("TOKEN");
    }

    @Test
    void a_clone_that_somebody_was_killed_over_is_begun_anew() throws IOException {
        Releases releases = named("file://" + repo.folder(), false);
        releases.resolve("main");
        Path clone;
        try (Stream<Path> clones = Files.list(setting.cache().resolve("repositories"))) {
            clone = clones.findFirst().orElseThrow();
        }
        Files.writeString(clone.resolve("config"), "[core]\n\tbare = true\n");
        Path left = Files.writeString(clone.resolve("left"), "by the one who was killed");

        assertThat(releases.resolve("main").revision()).isEqualTo(repo.git("rev-parse", "main"));
        assertThat(left).doesNotExist();
        assertThat(clone.resolve("config")).content().contains("[remote \"origin\"]");
    }
}
