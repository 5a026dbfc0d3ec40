package natscompat.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.failure.Near;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.publish.cache.BinaryCache;
import natscompat.publish.cache.Provenance;
import natscompat.publish.git.GitSource;
import natscompat.publish.git.RefNames;
import natscompat.publish.git.Repositories;
import natscompat.publish.golang.GoModule;
import natscompat.publish.golang.GoTool;
import natscompat.publish.leftover.Leftovers;
import natscompat.publish.leftover.Leftovers.Leftover;

/**
 * Resolves what users type and builds it. Thread-safe, also between processes: resolve each release once, then build
 * them side by side from (virtual) threads; more builds than the machine has memory for wait for each other.
 */
public final class Releases {
    /** A version as it is released; the output of {@code git describe} between two is not. */
    private static final Pattern RELEASED = Pattern.compile("v?\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.]+)?");

    private static final Pattern PSEUDO = Pattern.compile(".*\\d{14}-[0-9a-f]{12}.*");

    private final ReleaseOptions options;
    private final Consumer<String> notices;
    private final Repositories repositories;
    private final BinaryCache cache;
    private final Once<GoTool> go;
    private final Builder builder;

    /**
     * Touches nothing yet.
     *
     * @param notices told, a line each, what people should know: a fallback, a fetch, a damaged cache entry
     */
    public Releases(ReleaseOptions options, Consumer<String> notices) {
        this.options = options;
        this.notices = notices;
        this.repositories = new Repositories(options.cache(), notices);
        this.cache = new BinaryCache(options.cache());
        this.go = new Once<>(() -> GoTool.find(options.environment()));
        this.builder = new Builder(options, cache, go, notices);
    }

    /**
     * Finds the one release that a text means: {@code file:PATH}, {@code image:REF}, a commit-ish of the repository
     * named in the options, or a version of the Go module.
     *
     * @throws FailureException INPUT for what cannot be found or means two things, ENVIRONMENT where nobody could be
     *     asked
     */
    public ResolvedRelease resolve(String asTyped) {
        if (asTyped.startsWith(GivenBinary.PREFIX)) {
            return GivenBinary.resolve(asTyped);
        }
        if (asTyped.startsWith(GivenImage.PREFIX)) {
            return GivenImage.resolve(asTyped);
        }
        if (asTyped.isBlank() || asTyped.startsWith("-")) {
            throw Failure.input("resolve \"" + asTyped + "\"", "it is no name of a release", "Name a tag or commit.");
        }
        return options.repo().isPresent() ? inRepository(asTyped, options.repo().get()) : asModule(asTyped);
    }

    /**
     * Builds a release, or takes it from the cache.
     *
     * @param progress told what is done, a line each
     * @throws FailureException BUILD when it does not compile, ENVIRONMENT for a missing or old Go or a full disk
     */
    public BuiltRelease build(ResolvedRelease release, Consumer<String> progress) {
        return switch (release.source()) {
            case FILE -> GivenBinary.built(release);
            case IMAGE ->
                throw Failure.input(
                        "run " + release.name() + " on this machine",
                        "an image only runs on Kubernetes",
                        "Name a release, or a binary as file:PATH.");
            case REPOSITORY -> builder.build(release, new RepositorySources(release, repositories), progress);
            case MODULE -> builder.build(release, new ModuleSources(release, go, cache, options), progress);
        };
    }

    /** How a built release came to be: the document beside its binary. */
    public Provenance provenance(BuiltRelease built) {
        try {
            return BinaryCache.provenance(built.binary());
        } catch (IOException e) {
            throw Trouble.of("read how " + built.name() + " was built", e, options.cache());
        }
    }

    /** How people call it: tag, branch, published sources. Only for what was resolved from sources. */
    public ReleaseDetails details(ResolvedRelease release) {
        if (release.source() != ReleaseSource.REPOSITORY) {
            return new ReleaseDetails(
                    Optional.of(release.revision()),
                    Optional.empty(),
                    Optional.of("https://" + GoModule.PATH.replaceFirst("/v\\d+$", "")));
        }
        try (GitSource source = repositories.reopen(release.origin())) {
            RefNames names = new RefNames(source);
            List<String> tags = names.tags(release.revision());
            List<String> branches = names.branches(release.revision());
            String typed = release.name().replaceFirst("^(origin|heads|refs/heads|refs/remotes/[^/]+)/", "");
            return new ReleaseDetails(
                    first("v" + release.version(), tags), first(typed, branches), names.published());
        } catch (IOException e) {
            throw Trouble.of("read the tags of " + release.origin(), e);
        }
    }

    private static Optional<String> first(String preferred, List<String> names) {
        return names.contains(preferred) ? Optional.of(preferred) : names.stream().findFirst();
    }

    /** The folder that binaries are kept in, shared by clones and processes. */
    public Path cacheFolder() {
        return options.cache();
    }

    /** What dead processes left. */
    public List<Leftover> leftovers() {
        try {
            return places().find();
        } catch (IOException e) {
            throw Trouble.of("look for what dead processes left", e, options.tempBase(), options.cache());
        }
    }

    /**
     * Removes what dead processes left; called at the start of each run and by the verb {@code cleanup}.
     *
     * @param keptToo whether also worktrees that were kept after a failed build
     * @return what was removed
     */
    public List<Leftover> cleanup(boolean keptToo) {
        try {
            return places().remove(keptToo);
        } catch (IOException e) {
            throw Trouble.of("remove what dead processes left", e, options.tempBase(), options.cache());
        }
    }

    private Leftovers places() {
        List<Path> worktrees = new ArrayList<>();
        if (options.repo().isPresent()) {
            try (GitSource source = repositories.reopen(options.repo().get())) {
                worktrees.add(source.commonFolder().resolve("worktrees"));
            } catch (FailureException e) {
                notices.accept("no leftovers looked for in " + Repositories.shown(options.repo().get()) + ": " + e.failure().why());
            }
        }
        return new Leftovers(List.of(options.tempBase(), cache.parts()), worktrees);
    }

    private ResolvedRelease inRepository(String asTyped, String repo) {
        try (GitSource source = repositories.reopen(repo)) {
            Optional<String> commit = repositories.find(source, repo, asTyped);
            if (commit.isEmpty() && RELEASED.matcher(asTyped).matches() && !asTyped.startsWith("v")) {
                commit = repositories.find(source, repo, "v" + asTyped);
            }
            if (commit.isPresent()) {
                return new ResolvedRelease(
                        asTyped, version(source, asTyped, commit.get()), ReleaseSource.REPOSITORY, commit.get(), origin(repo));
            }
            if (options.moduleFallback() && RELEASED.matcher(asTyped).matches()) {
                notices.accept(source.origin() + " has no " + asTyped + (source.shallow() ? " (it is shallow)" : "")
                        + "; looking for it as a Go module");
                return asModule(asTyped);
            }
            throw Failure.input(
                    "find " + asTyped + " in " + source.origin(),
                    "there is no such tag, branch or commit" + (source.shallow() ? " in this shallow clone" : "")
                            + Near.hint(asTyped, source.names()),
                    "Name a tag, branch or commit of it" + (source.shallow() ? ", or: git fetch --unshallow" : "."));
        } catch (IOException e) {
            throw Trouble.of("read " + Repositories.shown(repo), e);
        }
    }

    private static String origin(String repo) {
        return Repositories.isUrl(repo) ? Repositories.shown(repo) : Path.of(repo).toAbsolutePath().normalize().toString();
    }

    private static ServerVersion version(GitSource source, String asTyped, String commit) {
        String tried = "read the version of " + asTyped + " (" + commit + ")";
        try {
            return source.text(commit, VersionConstant.FILE)
                    .flatMap(VersionConstant::in)
                    .orElseThrow(() -> Failure.input(
                            tried,
                            VersionConstant.FILE + " of that commit names none",
                            "Is " + source.origin() + " a clone of nats-server 2?"));
        } catch (IOException e) {
            throw Failure.input(
                            tried,
                            (source.partial() ? "this partial clone lacks " : "cannot read ") + VersionConstant.FILE,
                            Repositories.PARTIAL_ADVICE)
                    .causedBy(e);
        }
    }

    private ResolvedRelease asModule(String asTyped) {
        String tried = "resolve " + asTyped;
        if (!options.moduleFallback()) {
            throw Failure.input(
                    tried, "no repository is named, and Go modules are forbidden", "Name a clone with --repo.");
        }
        boolean bare = RELEASED.matcher(asTyped).matches() && !asTyped.startsWith("v");
        String query = bare ? "v" + asTyped : asTyped;
        notices.accept(asTyped + " comes as Go module " + GoModule.PATH);
        Optional<Provenance> known = cache.known(query).filter(p -> p.source() == ReleaseSource.MODULE);
        if (known.isPresent()) {
            return module(asTyped, query, known.get().version());
        }
        GoModule module = GoModule.find(go.get(), query, options.tempBase()).orElseThrow(() -> unknown(tried, query));
        boolean pseudo = PSEUDO.matcher(module.version()).matches();
        return module(asTyped, module.version(), pseudo ? constant(module) : ServerVersion.of(module.version()));
    }

    private static ResolvedRelease module(String asTyped, String version, ServerVersion server) {
        return new ResolvedRelease(asTyped, server, ReleaseSource.MODULE, version, GoModule.PATH);
    }

    private FailureException unknown(String tried, String query) {
        List<String> versions = GoModule.versions(go.get(), options.tempBase());
        return Failure.input(
                tried,
                "the Go module " + GoModule.PATH + " has no such version" + Near.hint(query, versions),
                "Name a released version, or a clone of nats-server with --repo for branches and commits.");
    }

    private ServerVersion constant(GoModule module) {
        try {
            return module.fetched(go.get(), options.tempBase())
                    .text(VersionConstant.FILE)
                    .flatMap(VersionConstant::in)
                    .orElseGet(() -> ServerVersion.of(module.version()));
        } catch (IOException e) {
            throw Trouble.of("read the version of " + module.version(), e);
        }
    }
}
