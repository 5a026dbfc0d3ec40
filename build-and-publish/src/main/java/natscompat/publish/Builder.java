package natscompat.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.time.Waiting;
import natscompat.publish.cache.BinaryCache;
import natscompat.publish.cache.BuildKey;
import natscompat.publish.cache.CrossLock;
import natscompat.publish.cache.Provenance;
import natscompat.publish.cache.Sha256;
import natscompat.publish.golang.GoBuild;
import natscompat.publish.golang.GoTool;
import natscompat.publish.golang.GoVersion;
import natscompat.publish.leftover.Owner;
import natscompat.publish.leftover.WorkFolder;
import natscompat.publish.process.Command;

/** Turns sources into a binary in the cache: look there, take the lock, look again, compile, store. Thread-safe. */
final class Builder {
    private static final Duration LONGEST_QUEUE = Duration.ofHours(1);
    private static final int LINES_SHOWN = 15;

    private final ReleaseOptions options;
    private final BinaryCache cache;
    private final Supplier<GoTool> go;
    private final Consumer<String> notices;
    private final Semaphore places;

    Builder(ReleaseOptions options, BinaryCache cache, Supplier<GoTool> go, Consumer<String> notices) {
        this.options = options;
        this.cache = cache;
        this.go = go;
        this.notices = notices;
        this.places = new Semaphore(options.sideBySide() > 0 ? options.sideBySide() : Memory.buildsAtATime());
    }

    /** One build, with all that belongs to it. */
    private record Job(ResolvedRelease release, Sources sources, BuildKey key, GoTool go, Consumer<String> progress) {
        String tried() {
            return "build " + release.name() + " (" + release.revision() + ") with " + go.version();
        }

        GoBuild build() {
            return new GoBuild(go, key.target(), sources.commit());
        }
    }

    BuiltRelease build(ResolvedRelease release, Sources sources, Consumer<String> progress) {
        List<String> flags = GoBuild.flags(sources.commit());
        if (GoTool.program(options.environment()).isEmpty()) {
            BuildKey anyGo = new BuildKey(release.revision(), "", flags, Map.of(), options.target());
            Optional<BinaryCache.Entry> entry = cache.byAnyGo(release.revision(), anyGo, notices);
            if (entry.isPresent()) {
                return built(release, entry.get(), true);
            }
        }
        GoTool tool = go.get();
        BuildKey key = new BuildKey(release.revision(), tool.versionText(), flags, tool.shaping(), options.target());
        Job job = new Job(release, sources, key, tool, progress);
        Optional<BinaryCache.Entry> ready = options.force() ? Optional.empty() : cache.find(key, notices);
        try {
            return ready.isPresent() ? built(release, ready.get(), true) : locked(job);
        } catch (IOException e) {
            throw Trouble.of(job.tried(), e, options.cache(), options.tempBase());
        }
    }

    private BuiltRelease locked(Job job) throws IOException {
        try (CrossLock _ = cache.lock(job.key())) {
            Optional<BinaryCache.Entry> ready =
                    options.force() ? Optional.empty() : cache.find(job.key(), text -> {});
            if (ready.isPresent()) {
                return built(job.release(), ready.get(), true);
            }
            refuseOldGo(job);
            Waiting.until("a free place to build " + job.release().name(), LONGEST_QUEUE, Duration.ofMillis(50), () ->
                    places.tryAcquire() ? Waiting.Look.there(true) : Waiting.Look.notYet("other builds are running"));
            try {
                return built(job.release(), compiled(job), false);
            } finally {
                places.release();
            }
        }
    }

    private static void refuseOldGo(Job job) {
        Optional<GoVersion> wanted = job.sources().wantedGo();
        if (wanted.isPresent() && wanted.get().compareTo(job.go().version()) > 0) {
            throw Failure.environment(
                    job.tried(),
                    "its go.mod asks for " + wanted.get() + ", and " + job.go().program() + " is "
                            + job.go().version(),
                    "Install " + wanted.get() + " or newer and name it in NATS_COMPAT_GO; Go is never downloaded here.");
        }
    }

    private BinaryCache.Entry compiled(Job job) throws IOException {
        WorkFolder work = WorkFolder.create(options.tempBase(), Owner.current());
        try (Scratch part = Scratch.in(cache.parts())) {
            job.progress().accept(job.release().name() + ": compiling with " + job.go().version());
            long begin = System.nanoTime();
            GoBuild.Place place = new GoBuild.Place(part.folder(), work.log(), work.scratch());
            int exit = job.sources().compile(job.build(), place, work);
            if (exit != 0) {
                throw doesNotCompile(job, work);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            refuseOtherVersion(job, GoBuild.binary(place));
            Files.copy(work.log(), part.folder().resolve("build.log"));
            BinaryCache.Entry entry =
                    cache.store(job.key(), part.folder(), provenance(job, GoBuild.binary(place), took));
            job.progress().accept(job.release().name() + ": built in " + took.toSeconds() + " s");
            return entry;
        } catch (RuntimeException e) {
            throw keeping(job, work, e);
        } catch (IOException e) {
            throw keeping(job, work, Trouble.of(job.tried(), e, options.cache(), options.tempBase()));
        } finally {
            if (!work.kept()) {
                work.delete();
            }
        }
    }

    private static FailureException doesNotCompile(Job job, WorkFolder work) throws IOException {
        List<String> said = Files.readAllLines(work.log()).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("# go1"))
                .toList();
        Optional<FailureException> full =
                Trouble.inOutput(job.tried(), String.join("\n", said), work.path());
        if (full.isPresent()) {
            return full.get();
        }
        List<String> last = said.subList(Math.max(0, said.size() - LINES_SHOWN), said.size());
        return Failure.build(job.tried(), "it does not compile:\n  " + String.join("\n  ", last), "Look at its sources.");
    }

    /**
     * Whatever fails behind the checkout leaves it for people to look at, unless there is no room for it, or it failed
     * because it was told to end, or the compiler was ended before it could say what is wrong.
     */
    private static RuntimeException keeping(Job job, WorkFolder work, RuntimeException e) {
        Failure failure = Trouble.failure(job.tried(), e);
        if (e instanceof Command.Signalled) {
            return failure.asException().causedBy(e);
        }
        if (!Files.exists(work.log()) || Trouble.isFull(failure.why()) || toldToEnd(e)) {
            return e;
        }
        try {
            work.keep();
            job.sources().kept(work);
        } catch (IOException trouble) {
            e.addSuppressed(trouble);
            return e;
        }
        String kept = (Files.exists(work.tree()) ? "Its worktree is kept in " + work.tree() + ", all" : "All")
                + " that the compiler said in " + work.log() + "; `cleanup --kept` removes both.";
        return new Failure(failure.category(), failure.tried(), failure.why(), failure.next() + " " + kept)
                .asException()
                .causedBy(e);
    }

    private static boolean toldToEnd(RuntimeException e) {
        return e instanceof Waiting.Interrupted || Thread.currentThread().isInterrupted();
    }

    private static void refuseOtherVersion(Job job, Path binary) throws IOException {
        if (job.key().target().isHost()) {
            ServerVersion said = GivenBinary.version(binary, job.tried());
            if (!said.equals(job.release().version())) {
                throw Failure.build(
                        job.tried(),
                        "its sources say " + job.release().version() + " and its server says " + said,
                        "Is that commit one of nats-server itself?");
            }
        }
    }

    private static Provenance provenance(Job job, Path binary, Duration took) throws IOException {
        return new Provenance(
                Provenance.SCHEMA,
                job.release().source(),
                job.release().revision(),
                job.release().origin(),
                job.sources().describe(),
                job.sources().committed(),
                job.release().version(),
                job.sources().commit(),
                false,
                job.key().goVersion(),
                job.key().flags(),
                job.key().settings(),
                job.key().target().os(),
                job.key().target().arch(),
                Sha256.of(binary),
                Files.size(binary),
                Instant.now(),
                took);
    }

    private static BuiltRelease built(ResolvedRelease release, BinaryCache.Entry entry, boolean cached) {
        Provenance from = entry.provenance();
        return new BuiltRelease(
                release,
                entry.binary(),
                from.sha256(),
                from.bytes(),
                from.commit(),
                from.goVersion(),
                cached ? Duration.ZERO : from.buildTime(),
                cached);
    }
}
