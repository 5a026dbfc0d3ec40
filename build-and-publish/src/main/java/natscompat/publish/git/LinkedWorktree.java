package natscompat.publish.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import natscompat.publish.leftover.WorkFolder;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheCheckout;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A linked worktree of git, written file by file because JGit 7.8 has no command for it. git itself lists it, and
 * leaves it alone while it is locked. The repository's own files are not touched.
 */
public final class LinkedWorktree {
    private LinkedWorktree() {}

    /**
     * Checks a commit out into the work folder's {@code tree}, locked with the owner's process id.
     *
     * @return the folder inside the repository that stands for it
     */
    public static Path add(GitSource source, String commit, WorkFolder folder) throws IOException {
        QuietSystem.knows(folder.path());
        Path entries = Files.createDirectories(source.commonFolder().toAbsolutePath().resolve("worktrees"));
        Path entry = entries.resolve(folder.name());
        folder.recordEntry(entry);
        Files.createDirectory(entry);
        // The lock first: from here on `git worktree prune` of somebody else leaves it alone.
        Files.writeString(lock(entry), "in use by nats-compat, process " + folder.owner().pid() + "\n");
        Path tree = Files.createDirectory(folder.tree().toAbsolutePath());
        Files.writeString(entry.resolve("commondir"), "../..\n");
        Files.writeString(entry.resolve("gitdir"), tree.resolve(".git") + "\n");
        Files.writeString(entry.resolve("HEAD"), commit + "\n");
        Files.writeString(tree.resolve(".git"), "gitdir: " + entry + "\n");
        checkOut(tree, commit);
        return entry;
    }

    /** From now on git may prune it once its folder is gone; for one that is kept. */
    public static void unlock(Path entry) throws IOException {
        Files.deleteIfExists(lock(entry));
    }

    private static void checkOut(Path tree, String commit) throws IOException {
        try (Repository linked =
                        new FileRepositoryBuilder().setWorkTree(tree.toFile()).setMustExist(true).build();
                RevWalk walk = new RevWalk(linked)) {
            ObjectId content = walk.parseCommit(ObjectId.fromString(commit)).getTree();
            DirCache index = linked.lockDirCache();
            try {
                DirCacheCheckout checkout = new DirCacheCheckout(linked, null, index, content);
                checkout.setFailOnConflict(true);
                checkout.checkout();
            } finally {
                index.unlock();
            }
        }
    }

    private static Path lock(Path entry) {
        return entry.resolve("locked");
    }
}
