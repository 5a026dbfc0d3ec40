package natscompat.publish.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.model.failure.FailureException;
import natscompat.publish.fixture.GitRepo;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionsTest {
    @TempDir
    static Path temp;

    private static GitRepo upstream = new GitRepo(Path.of("/"));
    private static GitRepo clone = new GitRepo(Path.of("/"));

    @BeforeAll
    static void makeRepositories() throws IOException {
        upstream = GitRepo.init(temp.resolve("upstream"));
        upstream.version("2.12.0").commit("one");
        upstream.git("tag", "-a", "v2.12.0", "-m", "annotated");
        upstream.version("2.12.1-dev").commit("two");
        upstream.version("2.12.1").commit("three");
        upstream.git("tag", "light");
        upstream.git("branch", "both");
        upstream.git("tag", "both", "HEAD~1");
        upstream.git("branch", "agreed");
        upstream.git("tag", "agreed");
        upstream.git("branch", "release/x", "HEAD~1");
        clone = upstream.cloneTo(temp.resolve("clone"));
    }

    private static Optional<String> find(String revision) {
        try (GitSource source = GitSource.open(clone.folder(), "the clone")) {
            return new Revisions(source).find(revision);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "main", "v2.12.0", "light", "main~2", "HEAD", "HEAD^", "origin/main", "origin/release/x", "refs/heads/main",
        "heads/main", "tags/both", "v2.12.0^{commit}", "main@{0}"
    })
    void what_git_understands_means_the_same_commit(String revision) {
        assertThat(find(revision)).contains(clone.git("rev-parse", revision + "^{commit}"));
    }

    @Test
    void describe_output_and_short_and_full_commits_mean_their_commit() {
        String commit = clone.git("rev-parse", "main");
        String described = clone.git("describe", "--match", "v*", "main");

        assertThat(described).startsWith("v2.12.0-2-g");
        assertThat(find(described)).contains(commit);
        assertThat(find(commit)).contains(commit);
        assertThat(find(commit.substring(0, 7))).contains(commit);
    }

    @Test
    void a_branch_that_only_the_remote_has_is_found_without_naming_the_remote() {
        assertThat(find("release/x")).contains(clone.git("rev-parse", "origin/release/x"));
        assertThat(find("release/x~1")).contains(clone.git("rev-parse", "origin/release/x~1"));
    }

    @Test
    void remotes_that_disagree_are_named() {
        clone.git("update-ref", "refs/remotes/fork/release/x", "main");
        clone.git("config", "remote.fork.url", "nowhere");
        try {
            assertThatThrownBy(() -> find("release/x"))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("origin/release/x")
                    .hasMessageContaining("fork/release/x");
        } finally {
            clone.git("config", "--remove-section", "remote.fork");
            clone.git("update-ref", "-d", "refs/remotes/fork/release/x");
        }
    }

    @Test
    void a_tag_and_a_branch_of_one_name_are_said_when_they_differ() {
        try (GitSource source = GitSource.open(upstream.folder(), "upstream")) {
            assertThatThrownBy(() -> new Revisions(source).find("both"))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("a tag (" + upstream.git("rev-parse", "--short=12", "tags/both"))
                    .hasMessageContaining("a branch (" + upstream.git("rev-parse", "--short=12", "heads/both"));
            assertThat(new Revisions(source).find("heads/both")).contains(upstream.git("rev-parse", "heads/both"));
            assertThat(new Revisions(source).find("agreed")).contains(upstream.git("rev-parse", "main"));
        }
    }

    @Test
    void an_ambiguous_short_commit_lists_its_candidates() throws IOException {
        GitRepo many = GitRepo.init(temp.resolve("many"));
        String tree = many.git("write-tree");
        Map<String, String> byPrefix = new TreeMap<>();
        String prefix = "";
        for (int i = 0; prefix.isEmpty(); i++) {
            String id = many.git("commit-tree", "-m", "number " + i, tree);
            String other = byPrefix.put(id.substring(0, 4), id);
            prefix = other == null ? "" : id.substring(0, 4);
        }
        String ambiguous = prefix;
        try (GitSource source = GitSource.open(many.folder(), "many")) {
            assertThatThrownBy(() -> new Revisions(source).find(ambiguous))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("the beginning of 2 commits")
                    .hasMessageContaining(byPrefix.get(ambiguous) + " 2026-01-02T03:04:05Z number ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch", "v9.9.9", "0123456789012345678901234567890123456789", "abcd", ":/one"})
    void what_is_not_there_is_empty(String revision) {
        assertThat(find(revision)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad..ref", "main@{u", "main:server", "a b c^^{"})
    void what_is_no_revision_is_refused_or_not_found(String revision) {
        try {
            assertThat(find(revision)).isEmpty();
        } catch (FailureException e) {
            assertThat(e.failure().category().exitCode()).isEqualTo(254);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"both~1", "both^", "both^{commit}", "both@{0}"})
    void a_suffix_does_not_hide_that_a_name_means_two_commits(String revision) {
        try (GitSource source = GitSource.open(upstream.folder(), "upstream")) {
            assertThatThrownBy(() -> new Revisions(source).find(revision))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("Write tags/" + revision + " or heads/" + revision);
        }
    }

    @Test
    void a_tag_and_a_branch_that_only_the_remote_has_are_said_and_the_advice_works() {
        assertThatThrownBy(() -> find("both"))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("Write tags/both or heads/both");
        assertThat(find("heads/both")).contains(clone.git("rev-parse", "origin/both"));
        assertThat(find("heads/both~1")).contains(clone.git("rev-parse", "origin/both~1"));
        assertThat(find("tags/both")).contains(clone.git("rev-parse", "tags/both"));
        assertThat(find("agreed")).contains(clone.git("rev-parse", "origin/agreed"));
    }

    @Test
    void the_steps_behind_a_short_commit_that_is_also_the_beginning_of_a_file_are_taken() throws IOException {
        GitRepo crowded = GitRepo.init(temp.resolve("crowded"));
        crowded.write("README", "first").commit("first");
        String first = crowded.git("rev-parse", "HEAD");
        String commit = crowded.write("README", "second").commit("second");
        String digits = commit.substring(0, 4);
        boolean met = false;
        for (int i = 0; !met; i++) {
            byte[] text = ("number " + i).getBytes(StandardCharsets.UTF_8);
            try (ObjectInserter.Formatter names = new ObjectInserter.Formatter()) {
                met = names.idFor(Constants.OBJ_BLOB, text).name().startsWith(digits);
            }
            if (met) {
                crowded.write("file", "number " + i).git("hash-object", "-w", "file");
            }
        }
        try (GitSource source = GitSource.open(crowded.folder(), "crowded")) {
            assertThat(new Revisions(source).find(digits)).contains(commit);
            assertThat(new Revisions(source).find(digits + "~1")).contains(first);
            assertThat(new Revisions(source).find(digits + "^{commit}")).contains(commit);
        }
    }
}
