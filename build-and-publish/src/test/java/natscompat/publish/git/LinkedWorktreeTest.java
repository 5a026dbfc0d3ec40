package natscompat.publish.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import natscompat.publish.fixture.GitRepo;
import natscompat.publish.leftover.Owner;
import natscompat.publish.leftover.Trees;
import natscompat.publish.leftover.WorkFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With git looking on. */
class LinkedWorktreeTest {
    @TempDir
    Path temp;

    private GitRepo repo = new GitRepo(Path.of("/"));
    private String first = "";

    @BeforeEach
    void makeRepository() throws IOException {
        repo = GitRepo.init(temp.resolve("repo"));
        repo.write("bin/run.sh", "#!/bin/sh\n");
        assertThat(repo.folder().resolve("bin/run.sh").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(repo.folder().resolve("link"), Path.of("bin/run.sh"));
        first = repo.version("2.12.0").commit("one");
        repo.version("2.12.1").commit("two");
        repo.write("untracked", "the user's own");
    }

    private WorkFolder add(GitRepo where) throws IOException {
        WorkFolder work = WorkFolder.create(temp.resolve("work"), Owner.current());
        try (GitSource source = GitSource.open(where.folder(), "repo")) {
            LinkedWorktree.add(source, first, work);
        }
        return work;
    }

    @Test
    void git_lists_it_at_its_commit_clean_and_locked() throws IOException {
        WorkFolder work = add(repo);

        GitRepo tree = new GitRepo(work.tree());
        assertThat(repo.worktrees()).hasSize(2).anyMatch(line -> line.startsWith(work.tree() + " ")
                && line.contains(first.substring(0, 7)) && line.contains("detached"));
        assertThat(repo.git("worktree", "list", "--porcelain"))
                .contains("locked in use by nats-compat, process " + ProcessHandle.current().pid());
        assertThat(tree.git("status", "--porcelain")).isEmpty();
        assertThat(tree.git("rev-parse", "HEAD")).isEqualTo(first);
    }

    @Test
    void its_files_are_those_that_git_itself_checks_out() throws IOException {
        WorkFolder work = add(repo);

        repo.git("worktree", "add", "-q", "--detach", temp.resolve("by-git").toString(), first);
        assertThat(listing(work.tree())).isEqualTo(listing(temp.resolve("by-git"))).hasSize(3);
    }

    @Test
    void the_users_repository_is_as_before_when_it_is_removed() throws IOException {
        String before = repo.git("status", "--porcelain=v2", "--branch") + repo.git("for-each-ref");
        List<String> files = gitFiles();

        WorkFolder work = add(repo);
        work.delete();

        assertThat(repo.git("status", "--porcelain=v2", "--branch") + repo.git("for-each-ref")).isEqualTo(before);
        assertThat(gitFiles()).isEqualTo(files);
        assertThat(repo.worktrees()).hasSize(1);
        assertThat(repo.fsck()).isEmpty();
        assertThat(work.path()).doesNotExist();
    }

    @Test
    void a_kept_one_is_unlocked_so_git_prunes_it_once_its_folder_is_gone() throws IOException {
        WorkFolder work = add(repo);
        LinkedWorktree.unlock(work.entry().orElseThrow());
        work.keep();
        assertThat(repo.git("worktree", "list", "--porcelain")).doesNotContain("locked");

        Trees.delete(work.path());
        repo.git("worktree", "prune");

        assertThat(repo.worktrees()).hasSize(1);
    }

    @Test
    void two_temporary_folders_may_be_in_use_at_once() throws IOException {
        WorkFolder one = add(repo);
        WorkFolder other = WorkFolder.create(temp.resolve("other"), Owner.current());
        try (GitSource source = GitSource.open(repo.folder(), "repo")) {
            LinkedWorktree.add(source, first, other);
        }
        assertThat(repo.worktrees()).hasSize(3);

        other.delete();

        assertThat(repo.worktrees()).hasSize(2);
        assertThat(new GitRepo(one.tree()).git("status", "--porcelain")).isEmpty();
    }

    @Test
    void bare_shallow_linked_and_borrowing_repositories_will_do() throws IOException {
        repo.git("worktree", "add", "-q", "--detach", temp.resolve("linked").toString());
        List<GitRepo> kinds = List.of(
                repo.cloneTo(temp.resolve("bare"), "--bare"),
                repo.cloneTo(temp.resolve("shallow"), "--depth", "2"),
                repo.cloneTo(temp.resolve("borrowing"), "--reference", repo.folder().toString()),
                new GitRepo(temp.resolve("linked")));
        for (GitRepo kind : kinds) {
            WorkFolder work = add(kind);
            assertThat(new GitRepo(work.tree()).git("status", "--porcelain")).as(kind.toString()).isEmpty();
            assertThat(kind.git("worktree", "list")).contains(work.tree().toString());
            work.delete();
            assertThat(kind.git("worktree", "list")).doesNotContain(work.tree().toString());
        }
    }

    private static List<String> listing(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> !file.getFileName().toString().equals(".git"))
                    .map(file -> folder.relativize(file) + " " + Files.isExecutable(file) + " "
                            + Files.isSymbolicLink(file) + " " + file.toFile().length())
                    .sorted()
                    .toList();
        }
    }

    /** Everything below .git but the empty folder that git makes with its first worktree, too. */
    private List<String> gitFiles() throws IOException {
        try (Stream<Path> files = Files.walk(repo.folder().resolve(".git"))) {
            return files.filter(file -> !file.endsWith("worktrees")).map(Path::toString).sorted().toList();
        }
    }
}
