package natscompat.qualification;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import natscompat.checker.verdict.FailOn;
import natscompat.model.catalog.Catalog;
import natscompat.model.plan.Plan;
import natscompat.model.release.ResolvedRelease;

/**
 * What a qualification is to do.
 *
 * @param runId id of the run, the name of its folder
 * @param out the run folder, which must not exist
 * @param arguments as typed, for run.json
 * @param again the command line that runs it again, seed included
 * @param tool version of nats-compat
 * @param seed of the run
 * @param releases commit-ishes as typed, in upgrade order
 * @param source resolves and builds them
 * @param planning makes the plan from the resolved releases (or checks a replayed one against them)
 * @param catalog what there is to choose from
 * @param parallel most cells side by side
 * @param failOn what sets exit 1: new, mix, upgrade, unattributed, old
 * @param excused cells that have no say in the exit code, as {@link Excuses} names them
 * @param reruns whether reds are run again for attribution
 * @param canary a promise to break on purpose
 * @param keepOnFailure whether stores of red cells stay as they are instead of in one archive
 * @param keep whether the cluster stays up after the verdict until the stop sign is raised (burn-in)
 * @param maxArtifactBytes largest archive of a red cell's stores
 */
public record QualificationSpec(
        String runId,
        Path out,
        List<String> arguments,
        String again,
        String tool,
        long seed,
        List<String> releases,
        ReleaseSupply source,
        Function<List<ResolvedRelease>, Plan> planning,
        Catalog catalog,
        int parallel,
        Set<FailOn> failOn,
        Set<String> excused,
        boolean reruns,
        Optional<String> canary,
        boolean keepOnFailure,
        boolean keep,
        long maxArtifactBytes) {
    /** 200 MB, what TeamCity agents bear. */
    public static final long DEFAULT_MAX_ARTIFACT = 200L << 20;

    /** As typed, the same command may have chosen cells already. */
    private static final Pattern CHOSEN = Pattern.compile(" --cells?[= ][0-9,]+(?= |$)");

    /** Disk that must stay free; below it a run stops cleanly. */
    public static final long LEAST_FREE_BYTES = 1L << 30;

    /** Copies the collections. */
    public QualificationSpec {
        arguments = List.copyOf(arguments);
        releases = List.copyOf(releases);
        failOn = Set.copyOf(failOn);
        excused = Set.copyOf(excused);
    }

    /**
     * The command line that runs one cell of it again, and no other one that was chosen then.
     *
     * @param plan a burn-in has one cell, and no option to choose it
     * @param cell its number
     */
    public String again(Plan plan, int cell) {
        return plan.profile().equals(Plan.BURN_IN) ? again : CHOSEN.matcher(again).replaceAll("") + " --cell " + cell;
    }
}
