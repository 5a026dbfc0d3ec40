package natscompat.qualification;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.event.RunEvent;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.rundir.RunFolder;
import natscompat.model.rundir.RunInfo;
import natscompat.model.verdict.Matrix;
import natscompat.publish.leftover.Owner;

/**
 * The main job, top to bottom: resolve, build, plan, run the cells, judge them, tell. The same flow wherever the cells run:
 * that is the {@link Site}'s affair. Everything is saved before it is judged, and judged before it is told. One use;
 * {@link #stop} may be called from any thread.
 */
public final class Qualification {
    private final QualificationSpec spec;
    private final Site site;
    private final RunEvent.Listener listener;
    private final StopSign stop = new StopSign();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicReference<Optional<Failure>> failure = new AtomicReference<>(Optional.empty());

    /** Prepares a qualification; {@link #run} carries it out. */
    public Qualification(QualificationSpec spec, Site site, RunEvent.Listener listener) {
        this.spec = spec;
        this.site = site;
        this.listener = listener;
    }

    /**
     * Ends the run early: heals, stops, judges what is there.
     *
     * @return whether there is, or soon will be, a run folder that all this is written to, and builds that have to tidy
     *     up; where there is none, nothing has begun
     */
    public boolean stop(String why, LastMoments moments) {
        stop.raise(why, moments);
        return begun.get();
    }

    /**
     * Runs it.
     *
     * @return the matrix, whose {@code exit} is the exit code, whatever {@link #failure} says
     * @throws natscompat.model.failure.FailureException when it cannot begin: input, environment, build
     */
    public Matrix run() {
        Instant started = Instant.now();
        List<ResolvedRelease> releases = resolve();
        // From here on compilers may run: who quits at once would leave what they wrote.
        begun.set(true);
        try (Builds builds = new Builds(spec.source(), releases, listener)) {
            Plan plan = spec.planning().apply(releases);
            RunFolder folder = site.folder(spec.out());
            listener.on(new RunEvent.RunStarted(spec.runId(), folder.path(), spec.seed(), spec.again()));
            save(folder, plan);
            listener.on(new RunEvent.Planned(plan));
            Map<String, BuiltRelease> built = built(builds, folder);
            folder.writeReleases(List.copyOf(built.values()));
            return cells(plan, built, folder, started);
        } catch (IOException e) {
            throw Failure.environment("write the run folder " + spec.out(), String.valueOf(e),
                    "See that there is room and that the folder can be written.").causedBy(e);
        }
    }

    /**
     * What went wrong besides what the matrix shows: it could not go on, the machine lacked something, or results could not
     * be written. The matrix has the exit code; who prints it tells this after it. Empty before {@link #run} has ended.
     */
    public Optional<Failure> failure() {
        return failure.get();
    }

    private List<ResolvedRelease> resolve() {
        List<ResolvedRelease> resolved = spec.releases().stream().map(spec.source()::resolve).toList();
        resolved.forEach(release -> listener.on(new RunEvent.Resolved(release)));
        return resolved;
    }

    private void save(RunFolder folder, Plan plan) throws IOException {
        Owner self = Owner.current();
        folder.write(new RunInfo(RunInfo.SCHEMA, spec.runId(), spec.tool(), Instant.now(), self.pid(), self.start(),
                spec.arguments(), spec.again(), spec.seed()));
        folder.write(plan);
    }

    /** Where a release cannot be built nothing was run: the folder goes, so that its name can be used again. */
    private Map<String, BuiltRelease> built(Builds builds, RunFolder folder) throws IOException {
        try {
            return builds.await(stop);
        } catch (FailureException e) {
            folder.discard();
            throw e;
        }
    }

    private Matrix cells(Plan plan, Map<String, BuiltRelease> built, RunFolder folder, Instant started) {
        try (Runners runners = site.runners(new Site.Run(spec, plan, built, folder, listener, stop));
                DiskWatch _ = new DiskWatch(folder.path(), Optional.empty(), QualificationSpec.LEAST_FREE_BYTES, stop)) {
            Budget budget = Budget.starting(plan.budget(), spec.arguments());
            CellResults results = new CellResults(built, spec.catalog(), stop, spec.reruns());
            Trials trials = new Trials(plan, spec.reruns(), spec.canary().isPresent(), runners, budget, results, stop, listener);
            try (BudgetWatch _ = new BudgetWatch(budget, stop)) {
                trials.first();
                trials.again();
            }
            Conclusion conclusion = new Conclusion(plan, spec, results, stop);
            Ending ending = Ending.of(
                            conclusion.shown(trials), runners.trouble().map(FailureException::failure), runners.lacking())
                    .after(conclusion.write(trials));
            Matrix matrix = conclusion.matrix(trials, ending.exit(), started, budget.spent());
            Ending told = ending.after(write(folder, matrix));
            failure.set(told.failure());
            // Written and told before anything is taken down: who is killed meanwhile has said what it knew.
            Matrix last = told.equals(ending) ? matrix : conclusion.matrix(trials, told.exit(), started, budget.spent());
            listener.on(new RunEvent.RunEnded(last, folder.path()));
            return last;
        }
    }

    private static Optional<Failure> write(RunFolder folder, Matrix matrix) {
        try {
            folder.write(matrix);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Failure.environment("write " + folder.file("matrix.json"), String.valueOf(e),
                    "See that there is room on the disk.").failure());
        }
    }
}
