package natscompat.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import natscompat.model.failure.Category;
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
    private static final Failure NOT_TRIED =
            new Failure(Category.INPUT, "build it", "another line names nothing", "Correct that line.");
    private final ReleaseOptions options;
    private final Releases releases;
    private final Once<Boolean> tidied;
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
        this.tidied = new Once<>(this::tidy);
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
        tidied.get();
        Publisher publisher = new Publisher(options, request, record, progress);
        Map<ReleaseList.Asked, NodeReport.Result> results = new HashMap<>();
        List<ReleaseList.Asked> asked = request.asked().stream().distinct().toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(publisher::readRecord);
            // Whether a release is published already is looked up while the next one is resolved; building waits.
            CompletableFuture<Boolean> mayBuild = new CompletableFuture<>();
            List<Running> running = new ArrayList<>();
            try {
                for (ReleaseList.Asked one : asked) {
                    resolved(one, results).ifPresent(r -> running.add(
                            new Running(r, threads.submit(() -> result(r, publisher, mayBuild, progress)))));
                }
                refuseBadLines(results);
                mayBuild.complete(true);
            } finally {
                mayBuild.complete(false);
            }
            running.forEach(r -> results.put(r.one().asked(), await(r.one(), r.result())));
        }
        return new NodeReport(asked.stream().map(results::get).toList());
    }

    /**
     * Builds and publishes one release that was resolved before, whatever its name means by now. Releases that are
     * published by one object at the same time share its places to build.
     *
     * @param how where its image goes; the list of what was asked for is not looked at
     * @param told what is done, a line each
     */
    public NodeReport.Result publish(ResolvedRelease release, NodeRequest how, Consumer<String> told) {
        tidied.get();
        Resolved one = new Resolved(ReleaseList.Asked.argument(release.name()), release);
        Publisher publisher = new Publisher(options, how, record, told);
        return result(one, publisher, CompletableFuture.completedFuture(true), told);
    }

    /** What dead processes left is in nobody's way: trouble with it is said and stops nothing. */
    private boolean tidy() {
        try {
            releases.cleanup(false);
            return true;
        } catch (FailureException e) {
            progress.accept("not tidied up: " + e.failure().tried() + ": " + e.failure().why());
            return false;
        }
    }

    private Optional<Resolved> resolved(ReleaseList.Asked one, Map<ReleaseList.Asked, NodeReport.Result> results) {
        try {
            return Optional.of(new Resolved(one, resolve(one.text())));
        } catch (RuntimeException e) {
            results.put(one, new NodeReport.Failed(one, Trouble.failure("resolve " + one.text(), e)));
            return Optional.empty();
        }
    }

    private static void refuseBadLines(Map<ReleaseList.Asked, NodeReport.Result> results) {
        List<String> bad = results.values().stream()
                .filter(result -> result.asked().line().isPresent() && result instanceof NodeReport.Failed)
                .map(NodeReport.Failed.class::cast)
                .map(f -> f.asked().line().orElse("") + ": " + f.failure().tried() + ": " + f.failure().why())
                .sorted()
                .toList();
        if (!bad.isEmpty()) {
            throw Failure.input(
                    "read the releases to build",
                    "these lines name none:\n  " + String.join("\n  ", bad),
                    "Correct them; nothing was built.");
        }
    }

    private ResolvedRelease resolve(String text) {
        ResolvedRelease release = releases.resolve(text);
        if (release.source() == ReleaseSource.FILE || release.source() == ReleaseSource.IMAGE) {
            throw Failure.input(
                    "build " + text, "it is built already and has no commit", "Name a tag, a branch or a commit.");
        }
        return release;
    }

    /** Whatever goes wrong with one release is said in its place of the report: the others have theirs. */
    private NodeReport.Result result(
            Resolved one, Publisher publisher, CompletableFuture<Boolean> mayBuild, Consumer<String> told) {
        try {
            return done(one, publisher, mayBuild, told);
        } catch (RuntimeException e) {
            told.accept(one.asked().text() + ": failed");
            return new NodeReport.Failed(one.asked(), Trouble.failure("publish " + one.asked().text(), e));
        } catch (IOException e) {
            Failure failure = Trouble.of("record " + one.asked().text(), e, record.folder()).failure();
            return new NodeReport.Failed(one.asked(), failure);
        }
    }

    private NodeReport.Result done(
            Resolved one, Publisher publisher, CompletableFuture<Boolean> mayBuild, Consumer<String> told)
            throws IOException {
        ResolvedRelease release = one.release();
        ReleaseDetails details = releases.details(release);
        Optional<LedgerEntry> ready = options.force() ? Optional.empty() : publisher.published(release, details);
        if (ready.isPresent()) {
            // It may have been written half by somebody who was killed, or lie behind a push to elsewhere.
            record.confirm(ready.get());
            return new NodeReport.Done(one.asked(), ready.get(), false);
        }
        if (!mayBuild.join()) {
            return new NodeReport.Failed(one.asked(), NOT_TRIED);
        }
        publisher.refuseUnready();
        BuiltRelease built = releases.build(release, told);
        Provenance provenance = releases.provenance(built);
        Optional<LedgerEntry.Push> push = publisher.publish(release, built.binary(), provenance, details);
        LedgerEntry entry =
                new LedgerEntry(LedgerEntry.SCHEMA, details.name(release, options.target()), release.name(), provenance, push);
        record.add(entry, options.force());
        return new NodeReport.Done(one.asked(), entry, !built.cached() || push.isPresent());
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
