package natscompat.qualification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.time.Waiting;

/** Builds the releases of a run side by side, beside the planning. */
public final class Builds implements AutoCloseable {
    /** Longer than any build with its queue and its lock may take: those have limits of their own. */
    private static final Duration LONGEST = Duration.ofHours(6);

    /** What ends us after SIGTERM is the limit for all ({@link LastMoments#all}); what a build deletes has limits, too. */
    private static final Duration UNDONE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<ResolvedRelease, Future<BuiltRelease>> builds = new LinkedHashMap<>();

    /** Begins at once. */
    public Builds(ReleaseSupply source, List<ResolvedRelease> releases, RunEvent.Listener listener) {
        for (ResolvedRelease release : releases) {
            builds.put(release, threads.submit(() -> build(source, release, listener)));
        }
    }

    private static BuiltRelease build(ReleaseSupply source, ResolvedRelease release, RunEvent.Listener listener) {
        BuiltRelease built = source.build(
                release, text -> listener.on(new RunEvent.BuildStarted(release.name(), text)));
        listener.on(new RunEvent.BuildEnded(built));
        return built;
    }

    /**
     * Waits for all of them, or until the stop sign is raised.
     *
     * @return those that are built, by name, in upgrade order: all of them, unless the stop sign is up
     * @throws FailureException of the first that failed, after all have ended
     */
    public Map<String, BuiltRelease> await(StopSign stop) {
        Waiting.reached("the builds", LONGEST, POLL,
                () -> stop.up() || builds.values().stream().allMatch(Future::isDone));
        Map<String, BuiltRelease> built = new LinkedHashMap<>();
        List<FailureException> failures = new ArrayList<>();
        builds.forEach((release, future) -> {
            if (future.isDone()) {
                take(release, future, built, failures);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return built;
    }

    private static void take(
            ResolvedRelease release,
            Future<BuiltRelease> future,
            Map<String, BuiltRelease> built,
            List<FailureException> failures) {
        try {
            built.put(release.name(), future.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(Failure.build("build " + release.name(), "interrupted", "Run it again."));
        } catch (ExecutionException e) {
            failures.add(e.getCause() instanceof FailureException failure
                    ? failure
                    : Failure.bug("build " + release.name(), String.valueOf(e.getCause()), "Report this.").causedBy(e));
        }
    }

    /** Ends builds that are under way, compilers included, and lets them tidy up. */
    @Override
    public void close() {
        threads.shutdownNow();
        Waiting.reached("builds to tidy up", UNDONE, POLL, threads::isTerminated);
    }
}
