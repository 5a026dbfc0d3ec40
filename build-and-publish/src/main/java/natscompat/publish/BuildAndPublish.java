package natscompat.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.publish.cache.Provenance;
import natscompat.publish.record.BuiltRecord;
import natscompat.publish.record.LedgerEntry;

/**
 * Commit-ish to image in a registry, with its provenance on record: resolve all, then build and push side by side.
 * One release that fails stops no other. Thread-safe, also between processes.
 */
public final class BuildAndPublish {
    private final ReleaseOptions options;
    private final Releases releases;
    private final BuiltRecord record;
    private final Consumer<String> progress;

    /**
     * Touches nothing yet.
     *
     * @param built the folder of the record
     * @param progress told, a line each, what is done and what people should know
     */
    public BuildAndPublish(ReleaseOptions options, Path built, Consumer<String> progress) {
        this.options = options;
        this.releases = new Releases(options, progress);
        this.record = new BuiltRecord(built, options.cache().resolve("locks"));
        this.progress = progress;
    }

    /** One release on its way. */
    private record Resolved(ReleaseList.Asked asked, ResolvedRelease release) {}

    private record Running(Resolved one, Future<NodeReport.Result> result) {}

    /**
     * Builds releases and publishes their images.
     *
     * @throws FailureException INPUT when lines of a file name nothing, before anything is built
     */
    public NodeReport node(NodeRequest request) {
        releases.cleanup(false);
        Publisher publisher = new Publisher(options, request, record, progress);
        Map<ReleaseList.Asked, NodeReport.Result> results = new HashMap<>();
        List<Resolved> resolved = resolveAll(request.asked(), results);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Running> running = resolved.stream()
                    .map(one -> new Running(one, threads.submit(() -> result(one, publisher))))
                    .toList();
            running.forEach(r -> results.put(r.one().asked(), await(r.one(), r.result())));
        }
        return new NodeReport(request.asked().stream().distinct().map(results::get).toList());
    }

    private List<Resolved> resolveAll(
            List<ReleaseList.Asked> asked, Map<ReleaseList.Asked, NodeReport.Result> results) {
        List<Resolved> resolved = new ArrayList<>();
        List<String> badLines = new ArrayList<>();
        for (ReleaseList.Asked one : asked.stream().distinct().toList()) {
            try {
                resolved.add(new Resolved(one, resolve(one.text())));
            } catch (FailureException e) {
                results.put(one, new NodeReport.Failed(one, e.failure()));
                one.line().ifPresent(line -> badLines.add(line + ": " + e.failure().tried() + ": " + e.failure().why()));
            }
        }
        if (!badLines.isEmpty()) {
            throw Failure.input(
                    "read the releases to build",
                    "these lines name none:\n  " + String.join("\n  ", badLines),
                    "Correct them; nothing was built.");
        }
        return resolved;
    }

    private ResolvedRelease resolve(String text) {
        ResolvedRelease release = releases.resolve(text);
        if (release.source() == ReleaseSource.FILE || release.source() == ReleaseSource.IMAGE) {
            throw Failure.input(
                    "build " + text, "it is built already and has no commit", "Name a tag, a branch or a commit.");
        }
        return release;
    }

    private NodeReport.Result result(Resolved one, Publisher publisher) {
        try {
            return done(one, publisher);
        } catch (FailureException e) {
            progress.accept(one.asked().text() + ": failed");
            return new NodeReport.Failed(one.asked(), e.failure());
        } catch (IOException e) {
            Failure failure = Trouble.of("record " + one.asked().text(), e, record.folder()).failure();
            return new NodeReport.Failed(one.asked(), failure);
        }
    }

    private NodeReport.Result done(Resolved one, Publisher publisher) throws IOException {
        ResolvedRelease release = one.release();
        Optional<LedgerEntry> ready = options.force() ? Optional.empty() : publisher.published(release);
        if (ready.isPresent()) {
            return new NodeReport.Done(one.asked(), ready.get(), false);
        }
        BuiltRelease built = releases.build(release, progress);
        Provenance provenance = releases.provenance(built);
        ReleaseDetails details = releases.details(release);
        Optional<LedgerEntry.Push> push = publisher.publish(release, built.binary(), provenance, details);
        LedgerEntry entry =
                new LedgerEntry(LedgerEntry.SCHEMA, name(release, details), release.name(), provenance, push);
        record.add(entry, options.force());
        return new NodeReport.Done(one.asked(), entry, !built.cached() || push.isPresent());
    }

    /** The tag, else branch and 12 digits. */
    private static String name(ResolvedRelease release, ReleaseDetails details) {
        return details.tag().orElseGet(() -> details.branch().orElse("commit").replace('/', '-') + "-"
                + release.revision().substring(0, RepositorySources.DIGITS));
    }

    private static NodeReport.Result await(Resolved one, Future<NodeReport.Result> running) {
        try {
            return running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment("build " + one.asked().text(), "it was interrupted", "Run it again.").causedBy(e);
        } catch (ExecutionException e) {
            throw Failure.bug("build " + one.asked().text(), String.valueOf(e.getCause()), "Report it.").causedBy(e);
        }
    }
}
