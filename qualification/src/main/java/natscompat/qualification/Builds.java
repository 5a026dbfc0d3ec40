package natscompat.qualification;

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

/** Builds the releases of a run side by side, beside the planning. */
public final class Builds implements AutoCloseable {
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
     * Waits for all of them.
     *
     * @return by name, in upgrade order
     * @throws FailureException of the first that failed, after all have ended
     */
    public Map<String, BuiltRelease> await() {
        Map<String, BuiltRelease> built = new LinkedHashMap<>();
        List<FailureException> failures = new ArrayList<>();
        builds.forEach((release, future) -> {
            try {
                built.put(release.name(), future.get());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failures.add(Failure.build("build " + release.name(), "interrupted", "Run it again."));
            } catch (ExecutionException e) {
                failures.add(e.getCause() instanceof FailureException failure
                        ? failure
                        : Failure.bug("build " + release.name(), String.valueOf(e.getCause()), "Report this.")
                                .causedBy(e));
            }
        });
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return built;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
