package natscompat.qualification;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import natscompat.checker.check.Checks;
import natscompat.checker.verdict.FailOn;
import natscompat.mayhem.Faults;
import natscompat.mayhem.MayhemModes;
import natscompat.model.catalog.Catalog;
import natscompat.model.event.RunEvent;
import natscompat.model.verdict.Matrix;
import natscompat.planner.PlanRequest;
import natscompat.planner.Planner;
import natscompat.publish.ReleaseOptions;
import natscompat.publish.Releases;
import natscompat.testing.TestReleases;
import natscompat.workloads.Workloads;

/** Whole qualifications for tests, on real servers that are in the cache. */
final class RealRun {
    static final Catalog CATALOG = new Catalog(
            Workloads.types(), MayhemModes.all(), Faults.types(), Checks.types(), Checks.promises());

    private RealRun() {}

    static Matrix of(Path out, long seed, Optional<String> canary, UnaryOperator<PlanRequest> request) {
        Releases source = new Releases(
                ReleaseOptions.from(Optional.empty(), Optional.empty(), true, System.getenv()), notice -> {});
        List<String> releases = List.of(file("v2.12.15"), file("v2.14.5"));
        QualificationSpec spec = new QualificationSpec("test", out, List.of(), "bin/qualify", "test", seed, releases,
                source, resolved -> new Planner(CATALOG).plan(request.apply(PlanRequest.of(resolved, seed))), CATALOG,
                4, FailOn.standard(), false, canary, false, false, QualificationSpec.DEFAULT_MAX_ARTIFACT);
        return new Qualification(spec, RealRun::tell).run();
    }

    private static void tell(RunEvent event) {
        if (!(event instanceof RunEvent.CellProgress) && !(event instanceof RunEvent.Planned)
                && !(event instanceof RunEvent.RunEnded) && !(event instanceof RunEvent.CellStarted)) {
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
