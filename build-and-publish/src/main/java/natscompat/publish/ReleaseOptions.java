package natscompat.publish;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import natscompat.publish.golang.Target;

/**
 * Where releases come from and where their binaries go.
 *
 * @param repo folder or URL of a clone of nats-server, if one was named
 * @param moduleFallback whether a release may come as a Go module
 * @param cache the tool's cache folder, shared by clones and processes
 * @param tempBase under which worktrees are made
 * @param target what binaries are for
 * @param force whether to build what is in the cache already
 * @param sideBySide most builds at a time; 0 = as many as there are cores and memory for
 * @param environment variables: {@code PATH}, {@code NATS_COMPAT_GO}
 */
public record ReleaseOptions(
        Optional<String> repo,
        boolean moduleFallback,
        Path cache,
        Path tempBase,
        Target target,
        boolean force,
        int sideBySide,
        Map<String, String> environment) {
    /** Copies what it is given. */
    public ReleaseOptions {
        environment = Map.copyOf(environment);
    }

    /**
     * The usual ones: cache in {@code NATS_COMPAT_CACHE}, else below XDG's cache folder, else {@code ~/.cache}.
     *
     * @param repo the option {@code --repo}, which wins over {@code NATS_COMPAT_REPO}
     * @param configured what the configuration file names, used last
     */
    public static ReleaseOptions from(
            Optional<String> repo, Optional<String> configured, boolean moduleFallback, Map<String, String> environment) {
        Optional<String> found = repo.or(() -> variable(environment, "NATS_COMPAT_REPO")).or(() -> configured);
        Path cache = variable(environment, "NATS_COMPAT_CACHE")
                .map(Path::of)
                .orElseGet(() -> variable(environment, "XDG_CACHE_HOME")
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("nats-compat"));
        Path temp = variable(environment, "TMPDIR")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        return new ReleaseOptions(
                found,
                moduleFallback,
                cache.toAbsolutePath(),
                temp.toAbsolutePath(),
                Target.host(),
                false,
                0,
                environment);
    }

    /** The same with another target. */
    public ReleaseOptions forTarget(Target wanted) {
        return new ReleaseOptions(repo, moduleFallback, cache, tempBase, wanted, force, sideBySide, environment);
    }

    /** The same, building what is in the cache already. */
    public ReleaseOptions forced() {
        return new ReleaseOptions(repo, moduleFallback, cache, tempBase, target, true, sideBySide, environment);
    }

    /** The same with at most so many builds at a time; 0 = as memory allows. */
    public ReleaseOptions sideBySide(int most) {
        return new ReleaseOptions(repo, moduleFallback, cache, tempBase, target, force, most, environment);
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }
}
