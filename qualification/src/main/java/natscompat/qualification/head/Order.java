package natscompat.qualification.head;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import natscompat.checker.verdict.FailOn;
import natscompat.model.catalog.Catalog;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.qualification.QualificationSpec;
import natscompat.qualification.ReleaseSupply;

/**
 * What a head is to do: everything that the command line has resolved, published and planned. Holds no secret.
 *
 * @param schema version of this document
 * @param run id of the run
 * @param tool version of nats-compat
 * @param arguments as typed, for run.json
 * @param again the command line that runs it again
 * @param plan to be carried out
 * @param releases in upgrade order
 * @param images where each release can be pulled, by its name; empty where runners start binaries
 * @param workers most cells side by side
 * @param failOn what sets exit 1
 * @param excused cells that have no say in the exit code, by name
 * @param reruns whether reds are run again for attribution
 * @param canary a promise to break on purpose
 * @param keepOnFailure whether stores of red cells stay as they are
 * @param maxArtifactBytes largest archive of a red cell's stores
 */
public record Order(
        int schema,
        String run,
        String tool,
        List<String> arguments,
        String again,
        Plan plan,
        List<BuiltRelease> releases,
        Map<String, String> images,
        int workers,
        Set<FailOn> failOn,
        Set<String> excused,
        boolean reruns,
        Optional<String> canary,
        boolean keepOnFailure,
        long maxArtifactBytes) {
    /** The version of the document that this code writes. */
    public static final int SCHEMA = 1;

    /** Copies the collections. */
    public Order {
        arguments = List.copyOf(arguments);
        releases = List.copyOf(releases);
        images = Map.copyOf(images);
        failOn = Set.copyOf(failOn);
        // An order of an older version has none.
        excused = excused == null ? Set.of() : Set.copyOf(excused);
    }

    /** The same as the head's qualification sees it: releases and plan are given. */
    QualificationSpec spec(Path out, Catalog catalog) {
        List<String> names = releases.stream().map(BuiltRelease::name).toList();
        return new QualificationSpec(run, out, arguments, again, tool, plan.seed(), names, ReleaseSupply.given(releases),
                resolved -> plan, catalog, workers, failOn, excused, reruns, canary, keepOnFailure, false, maxArtifactBytes);
    }
}
