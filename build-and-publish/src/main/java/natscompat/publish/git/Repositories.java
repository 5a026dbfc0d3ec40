package natscompat.publish.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Opens the repository that a user named: a folder as it is, a URL as a bare clone in our cache. Thread-safe.
 *
 * @param cache the tool's cache folder
 * @param notices told what is fetched
 */
public record Repositories(Path cache, Consumer<String> notices) {
    /** What to do about a clone that lacks objects. */
    public static final String PARTIAL_ADVICE =
            "JGit does not fetch what a partial (--filter) or shallow clone left out: name a full clone, or the URL, or"
                    + " complete this one with: git fetch --unshallow, or: git fetch --refetch --no-filter";

    private static final Pattern URL = Pattern.compile("[a-z][a-z0-9+.-]*://.*|[^/:]+@[^/:]+:.*");

    /** Whether this is a URL and not a folder. */
    public static boolean isUrl(String named) {
        return URL.matcher(named).matches() && !Files.isDirectory(Path.of(named));
    }

    /** A URL, or a text with URLs, as people may see it: without passwords, and without any user where that may be a token. */
    public static String shown(String text) {
        return CloneCache.withoutSecret(text);
    }

    /** Opens it as it is now. */
    public GitSource reopen(String named) {
        return isUrl(named)
                ? new CloneCache(cache, notices).open(named)
                : GitSource.open(Path.of(named).toAbsolutePath().normalize(), shown(named));
    }

    /**
     * Finds a revision in what {@link #reopen} opened. A repository named by URL is fetched when it lacks it, or when a
     * branch has moved.
     *
     * @return the full commit, or empty when there is nothing of that name
     */
    public Optional<String> find(GitSource source, String named, String revision) {
        return isUrl(named)
                ? new CloneCache(cache, notices).find(source, named, revision)
                : new Revisions(source).find(revision);
    }
}
