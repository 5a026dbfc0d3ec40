package natscompat.cli.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import natscompat.model.failure.Failure;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.time.Waiting;
import natscompat.qualification.ReleaseSupply;

/** Releases for a run whose planning has to know that they could be built: it waits for the run's own builds. Thread-safe. */
public final class BuiltOnce implements ReleaseSupply {
    /** Longer than any build with its queue and its lock may take: those have limits of their own. */
    private static final Duration LONGEST = Duration.ofHours(6);

    private static final Duration POLL = Duration.ofMillis(20);

    private final ReleaseSupply supply;
    private final Map<ResolvedRelease, FutureTask<BuiltRelease>> builds = new ConcurrentHashMap<>();

    /** Those that {@code supply} resolves and builds. */
    public BuiltOnce(ReleaseSupply supply) {
        this.supply = supply;
    }

    @Override
    public ResolvedRelease resolve(String asTyped) {
        return supply.resolve(asTyped);
    }

    @Override
    public BuiltRelease build(ResolvedRelease release, Consumer<String> progress) {
        FutureTask<BuiltRelease> mine = new FutureTask<>(() -> supply.build(release, progress));
        if (builds.putIfAbsent(release, mine) == null) {
            mine.run();
        }
        return ended(release);
    }

    /**
     * Waits until somebody has built all of them.
     *
     * @throws natscompat.model.failure.FailureException of the first that could not be built
     */
    public void await(List<ResolvedRelease> releases) {
        releases.forEach(this::ended);
    }

    private BuiltRelease ended(ResolvedRelease release) {
        FutureTask<BuiltRelease> build = Waiting.until("the build of " + release.name(), LONGEST, POLL, () -> {
            FutureTask<BuiltRelease> found = builds.get(release);
            return found != null && found.isDone() ? Waiting.Look.there(found) : Waiting.Look.notYet("under way");
        });
        if (build.state() == Future.State.SUCCESS) {
            return build.resultNow();
        }
        Throwable why = build.exceptionNow();
        throw why instanceof RuntimeException known
                ? known
                : Failure.bug("build " + release.name(), String.valueOf(why), "Report this.").causedBy(why);
    }
}
