package natscompat.qualification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import natscompat.checker.check.Checks;
import natscompat.checker.verdict.FailOn;
import natscompat.mayhem.Faults;
import natscompat.mayhem.MayhemModes;
import natscompat.model.catalog.Catalog;
import natscompat.model.event.RunEvent;
import natscompat.model.plan.Plan;
import natscompat.model.plan.Storage;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.verdict.Matrix;
import natscompat.planner.BurnInRequest;
import natscompat.planner.PlanRequest;
import natscompat.planner.Planner;
import natscompat.publish.ReleaseOptions;
import natscompat.publish.Releases;
import natscompat.testing.TestReleases;
import natscompat.workloads.Workloads;

/** Whole qualifications for tests, on real servers that are in the cache. */
public final class RealRun {
    /** Everything there is to choose from. */
    public static final Catalog CATALOG = new Catalog(
            Workloads.types(), MayhemModes.all(), Faults.types(), Checks.types(), Checks.promises());

    private RealRun() {}

    /** A whole qualification of the two releases. */
    static Matrix of(Path out, long seed, UnaryOperator<PlanRequest> request) {
        return run(spec(out, seed, Optional.empty(), false,
                resolved -> new Planner(CATALOG).plan(request.apply(PlanRequest.of(resolved, seed)))), RealRun::tell);
    }

    /** One calm mixed cell for so long; what a verdict asks for is run again. */
    static Matrix calm(Path out, long seed, Duration time, RunEvent.Listener listener) {
        return run(spec(out, seed, Optional.empty(), true, resolved -> calm(resolved, time, seed)), listener);
    }

    /** One calm mixed cell for so long, with a promise broken on purpose. */
    static Matrix canary(Path out, long seed, String canary, Duration time) {
        return run(spec(out, seed, Optional.of(canary), true, resolved -> calm(resolved, time, seed)), RealRun::tell);
    }

    /** One calm mixed cell for so long, kept until its addresses were told; then stopped as by Ctrl-C. */
    static Matrix kept(Path out, long seed, Duration time, RunEvent.Listener listener) {
        QualificationSpec spec = spec(out, seed, List.of(file("v2.12.15"), file("v2.14.5")), Optional.empty(), false, true,
                resolved -> calm(resolved, time, seed));
        AtomicReference<Qualification> running = new AtomicReference<>();
        Qualification qualification = new Qualification(spec, new LocalSite(), event -> {
            listener.on(event);
            if (event instanceof RunEvent.Note note && note.text().startsWith("kept: ")) {
                running.get().stop("Ctrl-C", LastMoments.AT_LEISURE);
            }
        });
        running.set(qualification);
        return qualification.run();
    }

    /** One calm mixed cell for so long, of a known release and this binary; nothing is run again. */
    static Matrix beside(Path out, long seed, Path binary, Duration time) {
        return run(spec(out, seed, List.of(file("v2.12.15"), "file:" + binary), Optional.empty(), false, false,
                resolved -> calm(resolved, time, seed)), RealRun::tell);
    }

    /** One mixed cell for so long under this mode; nothing is run again. */
    static Matrix under(Path out, long seed, String mode, Duration time) {
        return run(spec(out, seed, Optional.empty(), false, resolved -> burnIn(resolved, mode, time, seed)), RealRun::tell);
    }

    /** One calm mixed cell for so long on a cluster of that size; nothing is run again. */
    static Matrix sized(Path out, long seed, Size size, Duration time) {
        return run(spec(out, seed, Optional.empty(), false, resolved -> burnIn(resolved, "none", time, seed, size)),
                RealRun::tell);
    }

    /** How large the cluster of a cell is, and where its streams are. */
    record Size(int servers, int replicas, Storage storage) {
        private static final Size USUAL = new Size(3, 3, Storage.FILE);
    }

    private static Plan calm(List<ResolvedRelease> resolved, Duration time, long seed) {
        return burnIn(resolved, "none", time, seed);
    }

    private static Plan burnIn(List<ResolvedRelease> resolved, String mode, Duration time, long seed) {
        return burnIn(resolved, mode, time, seed, Size.USUAL);
    }

    private static Plan burnIn(List<ResolvedRelease> resolved, String mode, Duration time, long seed, Size size) {
        return new Planner(CATALOG).burnIn(new BurnInRequest(resolved, List.of(), List.of(), mode, time, seed,
                size.servers(), size.replicas(), size.storage(), 20, Set.of("local"), "test"));
    }

    private static QualificationSpec spec(
            Path out,
            long seed,
            Optional<String> canary,
            boolean reruns,
            Function<List<ResolvedRelease>, Plan> planning) {
        return spec(out, seed, List.of(file("v2.12.15"), file("v2.14.5")), canary, reruns, false, planning);
    }

    private static QualificationSpec spec(
            Path out,
            long seed,
            List<String> releases,
            Optional<String> canary,
            boolean reruns,
            boolean keep,
            Function<List<ResolvedRelease>, Plan> planning) {
        Releases source = new Releases(
                ReleaseOptions.from(Optional.empty(), Optional.empty(), true, System.getenv()), notice -> {});
        return new QualificationSpec("test", out, List.of(), "bin/qualify", "test", seed, releases,
                ReleaseSupply.of(source), planning, CATALOG, 4, FailOn.standard(), Set.of(), reruns, canary, false, keep,
                QualificationSpec.DEFAULT_MAX_ARTIFACT);
    }

    private static Matrix run(QualificationSpec spec, RunEvent.Listener listener) {
        return new Qualification(spec, new LocalSite(), listener).run();
    }

    private static void tell(RunEvent event) {
        if (event instanceof RunEvent.Note || event instanceof RunEvent.Trouble) {
            System.out.println(event);
        }
    }

    private static String file(String release) {
        return "file:" + TestReleases.built(release).binary();
    }

    static Map<String, String> verdicts(Matrix matrix) {
        return matrix.rows().stream()
                .collect(Collectors.toMap(
                        r -> r.cell() + " " + r.walk() + " " + r.role(),
                        r -> r.result().verdict().toString()));
    }
}
