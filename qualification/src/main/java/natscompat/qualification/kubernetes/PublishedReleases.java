package natscompat.qualification.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.BuildAndPublish;
import natscompat.publish.NodeReport;
import natscompat.publish.NodeRequest;
import natscompat.publish.PullRegistry;
import natscompat.publish.ReleaseOptions;
import natscompat.publish.Releases;
import natscompat.publish.cache.Provenance;
import natscompat.publish.record.LedgerEntry;
import natscompat.qualification.ReleaseSupply;

/**
 * Releases as images in a registry: those that {@code built/} and the registry have, and what they lack is built and pushed.
 * Thread-safe.
 */
public final class PublishedReleases implements ReleaseSupply {
    /** Where the binary is in every image of ours. */
    private static final Path BINARY = Path.of("/nats-server");

    private final Releases releases;
    private final BuildAndPublish publisher;
    private final String registry;
    private final PullRegistry nodes;
    private final boolean insecure;
    private final Map<String, String> images = new ConcurrentHashMap<>();

    /**
     * Touches nothing yet.
     *
     * @param options for binaries that run in the cluster
     * @param built the folder of the record
     * @param registry host, port and path below which {@code nats-server} is
     * @param nodes by which name nodes pull from it
     * @param insecure whether it may speak plain http
     */
    public PublishedReleases(
            ReleaseOptions options,
            Path built,
            String registry,
            PullRegistry nodes,
            boolean insecure,
            Consumer<String> notices) {
        this.releases = new Releases(options, notices);
        this.publisher = new BuildAndPublish(options, built, notices);
        this.registry = registry;
        this.nodes = nodes;
        this.insecure = insecure;
    }

    @Override
    public ResolvedRelease resolve(String asTyped) {
        ResolvedRelease release = releases.resolve(asTyped);
        if (release.source() == ReleaseSource.FILE) {
            throw Failure.input("run " + asTyped + " on Kubernetes", "a binary on this machine is no image",
                    "Name a tag, branch or commit, or an image as image:REF@sha256:DIGEST.");
        }
        if (release.source() == ReleaseSource.IMAGE && !release.origin().contains("@sha256:")) {
            throw Failure.input("run " + asTyped + " on Kubernetes", "a tag may name another image tomorrow",
                    "Name its digest, too: image:REF@sha256:DIGEST, as `docker buildx imagetools inspect` shows it.");
        }
        return release;
    }

    @Override
    public BuiltRelease build(ResolvedRelease release, Consumer<String> progress) {
        if (release.source() == ReleaseSource.IMAGE) {
            images.put(release.name(), release.origin());
            return new BuiltRelease(release, BINARY, "", 0, "", "", Duration.ZERO, true);
        }
        // What was resolved, though its branch may have moved since; all of them share the places to build.
        NodeRequest how = new NodeRequest(
                List.of(), Optional.of(registry), NodeRequest.Engine.JIB, Optional.empty(), insecure);
        return switch (publisher.publish(release, how, progress)) {
            case NodeReport.Done done -> published(release, done.entry(), done.fresh());
            case NodeReport.Failed failed -> throw failed.failure().asException();
        };
    }

    private BuiltRelease published(ResolvedRelease release, LedgerEntry entry, boolean fresh) {
        images.put(release.name(), entry.push().map(LedgerEntry.Push::reference).map(nodes::of).orElseThrow());
        Provenance from = entry.provenance();
        return new BuiltRelease(release, BINARY, from.sha256(), from.bytes(), from.commit(), from.goVersion(),
                fresh ? from.buildTime() : Duration.ZERO, !fresh);
    }

    /** Where each release that was built can be pulled, by name. */
    public Map<String, String> images() {
        return Map.copyOf(images);
    }
}
