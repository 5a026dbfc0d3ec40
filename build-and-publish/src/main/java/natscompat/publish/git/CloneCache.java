package natscompat.publish.git;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.publish.cache.CrossLock;
import natscompat.publish.cache.Sha256;
import natscompat.publish.leftover.Trees;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;

/**
 * One bare clone for each URL. It is fetched only when a revision is not there yet, which for a branch means: when the
 * remote says that it moved. Locked between processes while it is fetched.
 *
 * @param cache the tool's cache folder
 * @param notices told what is fetched
 * @param silence after so long without a word from the remote it is given up, whole seconds
 */
record CloneCache(Path cache, Consumer<String> notices, Duration silence) {
    private static final Duration LONGEST_FETCH = Duration.ofHours(2);
    private static final Duration USUAL_SILENCE = Duration.ofMinutes(1);
    private static final Pattern BRANCHES = Pattern.compile("^(origin/|heads/|refs/heads/|refs/remotes/origin/)");
    private static final Pattern WEB_USER = Pattern.compile("(https?://)[^/\\s]*@", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET = Pattern.compile("([a-z][a-z0-9+.-]*://)[^/@:\\s]*:[^/\\s]*@", Pattern.CASE_INSENSITIVE);
    private static final int DIGITS = 12;

    CloneCache(Path cache, Consumer<String> notices) {
        this(cache, notices, USUAL_SILENCE);
    }

    private int seconds() {
        return Math.toIntExact(silence.toSeconds());
    }

    /** The clone as it is; made empty when it is not there, or not whole. */
    GitSource open(String url) {
        String shown = withoutSecret(url);
        Path folder = folder(shown);
        try (CrossLock _ = lock(folder)) {
            if (!whole(folder)) {
                Trees.delete(folder);
                create(folder, shown);
            }
            return GitSource.open(folder, shown);
        } catch (IOException | GitAPIException e) {
            throw Failure.environment(
                            "make a clone of " + shown + " in " + cache, String.valueOf(e.getMessage()), "Check that folder.")
                    .causedBy(e);
        }
    }

    Optional<String> find(GitSource source, String url, String revision) {
        Optional<String> here = new Revisions(source).find(revision);
        if (here.isPresent() && !moved(source, url, revision)) {
            return here;
        }
        fetch(source, url);
        return new Revisions(source).find(revision);
    }

    private void fetch(GitSource source, String url) {
        String shown = source.origin();
        notices.accept("fetching " + shown);
        try (CrossLock _ = lock(source.commonFolder());
                Git git = Git.wrap(source.repository())) {
            deleteHalfPacks(source.commonFolder());
            git.fetch()
                    .setRemote(url)
                    .setRefSpecs(
                            new RefSpec("+refs/heads/*:refs/remotes/origin/*"), new RefSpec("+refs/tags/*:refs/tags/*"))
                    .setTagOpt(TagOpt.NO_TAGS)
                    .setRemoveDeletedRefs(true)
                    .setTimeout(seconds())
                    .setProgressMonitor(new FetchProgress(shown, notices))
                    .call();
        } catch (GitAPIException | IOException e) {
            throw Failure.environment(
                            "fetch " + shown,
                            withoutSecret(String.valueOf(e.getMessage())),
                            "Check the URL with: git ls-remote " + shown + ", or name a folder with --repo.")
                    .causedBy(e);
        }
    }

    /** A branch is where the remote says; when that cannot be asked, where it was, and this is said. */
    private boolean moved(GitSource source, String url, String revision) {
        String base = Revisions.withoutSuffix(revision);
        String branch = BRANCHES.matcher(base).replaceFirst("");
        try {
            Ref known = source.repository().exactRef("refs/remotes/origin/" + branch);
            if (known == null || source.repository().exactRef("refs/tags/" + base) != null) {
                return false;
            }
            Collection<Ref> remote =
                    Git.lsRemoteRepository().setRemote(url).setHeads(true).setTags(false).setTimeout(seconds()).call();
            ObjectId there = remote.stream()
                    .filter(ref -> ref.getName().equals("refs/heads/" + branch))
                    .map(Ref::getObjectId)
                    .findFirst()
                    .orElse(known.getObjectId());
            return !Objects.equals(there, known.getObjectId());
        } catch (GitAPIException | IOException e) {
            notices.accept(source.origin() + " cannot be asked whether " + branch + " moved; using it as last fetched");
            return false;
        }
    }

    /** Its URL is written last: without it somebody was killed while he made it. */
    private static boolean whole(Path folder) throws IOException {
        Path file = folder.resolve("config");
        if (!Files.exists(file)) {
            return false;
        }
        try {
            Config config = new Config();
            config.fromText(Files.readString(file));
            return config.getString("remote", "origin", "url") != null;
        } catch (ConfigInvalidException e) {
            return false;
        }
    }

    private static void create(Path folder, String shown) throws IOException, GitAPIException {
        Files.createDirectories(folder);
        QuietSystem.knows(folder);
        try (Git git = Git.init().setBare(true).setDirectory(folder.toFile()).call()) {
            StoredConfig config = git.getRepository().getConfig();
            config.setString("remote", "origin", "url", shown);
            // JGit's gc does not count worktrees' commits as needed, and runs by itself after a fetch.
            config.setInt("gc", null, "auto", 0);
            config.save();
        }
    }

    /** What a killed fetch left: JGit's temporary names. Only called under the lock. */
    private static void deleteHalfPacks(Path folder) throws IOException {
        for (Path place : List.of(folder.resolve("objects"), folder.resolve("objects/pack"))) {
            if (Files.isDirectory(place)) {
                try (DirectoryStream<Path> halves = Files.newDirectoryStream(place, "{incoming_*,*.pack_tmp,*.idx_tmp}")) {
                    for (Path half : halves) {
                        Files.deleteIfExists(half);
                    }
                }
            }
        }
    }

    private CrossLock lock(Path folder) throws IOException {
        return CrossLock.take(
                cache.resolve("locks").resolve(folder.getFileName() + ".lock"), "the clone " + folder, LONGEST_FETCH);
    }

    private Path folder(String shown) {
        String name = shown.replaceAll("\\.git/?$", "").replaceAll(".*[/:]", "").replaceAll("[^A-Za-z0-9._-]", "_");
        return cache.resolve("repositories").resolve(name + "-" + Sha256.of(shown).substring(0, DIGITS) + ".git");
    }

    /** Over http a user without a password is a token; over ssh it is a name, and belongs to the address. */
    static String withoutSecret(String text) {
        return SECRET.matcher(WEB_USER.matcher(text).replaceAll("$1")).replaceAll("$1");
    }
}
