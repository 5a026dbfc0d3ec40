package natscompat.publish.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import natscompat.model.failure.Failure;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * An open repository of nats-server: normal, bare, linked worktree, shallow or with alternates. Thread-safe for
 * reading. Close it.
 */
public final class GitSource implements AutoCloseable {
    private final Repository repository;
    private final String origin;

    private GitSource(Repository repository, String origin) {
        this.repository = repository;
        this.origin = origin;
    }

    /**
     * Opens the repository in a folder; folders above it are not searched.
     *
     * @param origin how people call it: the folder, or the URL that it is a clone of
     * @throws natscompat.model.failure.FailureException INPUT when it is none, or one that JGit cannot read
     */
    public static GitSource open(Path folder, String origin) {
        String tried = "open " + origin + " as a git repository";
        if (!Files.isDirectory(folder)) {
            throw Failure.input(tried, "there is no such folder", "Name a clone of nats-server with --repo.");
        }
        try {
            QuietSystem.knows(folder);
            FileRepositoryBuilder builder = new FileRepositoryBuilder()
                    .addCeilingDirectory(folder.toAbsolutePath().getParent() == null
                            ? folder.toFile()
                            : folder.toAbsolutePath().getParent().toFile())
                    .findGitDir(folder.toAbsolutePath().toFile());
            if (builder.getGitDir() == null) {
                throw Failure.input(
                        tried, "it is no git repository", "Name a clone of nats-server, or its URL, with --repo.");
            }
            GitSource source = new GitSource(builder.setMustExist(true).build(), origin);
            source.refuseUnreadable(tried);
            return source;
        } catch (IOException e) {
            throw Failure.input(tried, String.valueOf(e.getMessage()), "Check it with: git -C " + origin + " status")
                    .causedBy(e);
        }
    }

    private void refuseUnreadable(String tried) {
        String format = config().getString("extensions", null, "objectFormat");
        if (format != null && !format.equals("sha1")) {
            close();
            throw Failure.input(
                    tried,
                    "its objects are named by " + format + ", which JGit cannot read",
                    "Name a clone that uses SHA-1; nats-server itself does.");
        }
    }

    Repository repository() {
        return repository;
    }

    Config config() {
        return repository.getConfig();
    }

    /** How people call it. */
    public String origin() {
        return origin;
    }

    /** The folder that holds objects and references, also when this is a linked worktree. */
    public Path commonFolder() {
        return repository.getCommonDirectory().toPath();
    }

    /** Whether commits beyond some depth are missing, as in the clones of many CI agents. */
    public boolean shallow() {
        return Files.exists(commonFolder().resolve("shallow"));
    }

    /** Whether objects were left out when it was cloned, which JGit does not fetch later. */
    public boolean partial() {
        Config config = config();
        return config.getString("extensions", null, "partialClone") != null
                || config.getSubsections("remote").stream()
                        .anyMatch(remote -> config.getBoolean("remote", remote, "promisor", false));
    }

    /** All names of tags, branches and remote branches, as people type them. */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (Ref ref : repository.getRefDatabase().getRefs()) {
            if (!ref.getName().equals(Constants.HEAD)) {
                names.add(Repository.shortenRefName(ref.getName()));
            }
        }
        return names;
    }

    /**
     * The text of a file at a commit.
     *
     * @throws MissingObjectException when the clone lacks it
     */
    public Optional<String> text(String commit, String path) throws IOException {
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk at = TreeWalk.forPath(
                        repository, path, walk.parseCommit(ObjectId.fromString(commit)).getTree())) {
            return at == null
                    ? Optional.empty()
                    : Optional.of(new String(
                            repository.open(at.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
        }
    }

    /** What people want to know of a commit. */
    public CommitInfo info(String commit) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit parsed = walk.parseCommit(ObjectId.fromString(commit));
            return new CommitInfo(parsed.name(), parsed.getCommitterIdent().getWhenAsInstant(), parsed.getShortMessage());
        }
    }

    /** What {@code git describe --tags} says, or empty where no tag can be reached. */
    public Optional<String> describe(String commit) {
        try (Git git = Git.wrap(repository)) {
            return Optional.ofNullable(
                    git.describe().setTarget(commit).setTags(true).call());
        } catch (GitAPIException | IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
