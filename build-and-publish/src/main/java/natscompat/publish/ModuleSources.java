package natscompat.publish;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import natscompat.model.failure.Failure;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.cache.BinaryCache;
import natscompat.publish.cache.Provenance;
import natscompat.publish.golang.GoBuild;
import natscompat.publish.golang.GoModule;
import natscompat.publish.golang.GoTool;
import natscompat.publish.golang.GoVersion;
import natscompat.publish.leftover.WorkFolder;

/**
 * A version of the Go module.
 *
 * @param release names the version
 * @param go the Go tool, found when it is needed
 * @param cache knows the commit of what was built before, so that nobody need be asked
 * @param options where commands may run
 */
record ModuleSources(ResolvedRelease release, Supplier<GoTool> go, BinaryCache cache, ReleaseOptions options)
        implements Sources {
    /** What a server reports when the module has no origin record. */
    private static final String UNKNOWN = "module";



    @Override
    public String commit() {
        return cache.known(release.revision()).map(Provenance::commit).orElseGet(() -> module()
                .commit()
                .map(hash -> hash.substring(0, RepositorySources.DIGITS))
                .orElse(UNKNOWN));
    }

    @Override
    public Optional<GoVersion> wantedGo() {
        return module().wanted();
    }

    @Override
    public Optional<String> describe() {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> committed() {
        return module().time();
    }

    @Override
    public int compile(GoBuild build, GoBuild.Place place, WorkFolder work) throws IOException {
        return build.module(release.revision(), place);
    }

    @Override
    public void kept(WorkFolder work) {
        // nothing of it is anywhere else
    }

    private GoModule module() {
        return GoModule.find(go.get(), release.revision(), options.tempBase())
                .orElseThrow(() -> Failure.build(
                        "build " + release.name(),
                        "the Go module proxy no longer has " + release.revision(),
                        "Name a clone of nats-server with --repo."));
    }
}
