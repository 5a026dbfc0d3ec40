package natscompat.planner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.rundir.Json;
import natscompat.planner.cost.Packing;

/** A stored plan once more. */
public final class Replay {
    private Replay() {}

    /**
     * Reads a stored plan.
     *
     * @throws natscompat.model.failure.FailureException of category INPUT for a file that is not there, is no plan, or was
     *     written by a later version of this tool
     */
    public static Plan load(Path file) {
        try {
            JsonNode tree = Json.mapper().readTree(Files.readAllBytes(file));
            JsonNode schema = tree.path("schema");
            if (!schema.isInt() || !tree.path("cells").isArray()) {
                throw Failure.input("replay " + file, "it is no plan", "Name the plan.json of a run folder.");
            }
            // Before the rest is read: a later document need not have the shape that this code knows.
            schema(file.toString(), schema.intValue());
            return Json.mapper().treeToValue(tree, Plan.class);
        } catch (JsonProcessingException e) {
            throw Failure.input(
                            "replay " + file, "it is no plan: " + e.getOriginalMessage(), "Name the plan.json of a run folder.")
                    .causedBy(e);
        } catch (IOException e) {
            throw Failure.input("replay " + file, "it cannot be read: " + e.getMessage(), "Name the plan.json of a run folder.")
                    .causedBy(e);
        }
    }

    /**
     * Checks that these releases are those that the plan was made for.
     *
     * @throws natscompat.model.failure.FailureException of category INPUT for a plan of a later schema, a release that is
     *     not there, and a release that is now another commit, module version or binary
     */
    public static void check(Plan plan, List<ResolvedRelease> releases) {
        schema("the plan", plan.schema());
        List<String> names = releases.stream().map(ResolvedRelease::name).toList();
        for (PlannedRelease planned : plan.releases()) {
            Optional<ResolvedRelease> found = releases.stream()
                    .filter(release -> release.name().equals(planned.name()))
                    .findFirst();
            ResolvedRelease release = found.orElseThrow(() -> Failure.input(
                    "replay a plan for " + planned.name(),
                    "that release is not there" + Names.near(planned.name(), names).map(n -> "; near: " + n).orElse(""),
                    "Name " + planned.name() + " as it was named then (" + planned.revision() + ")."));
            if (!release.revision().equals(planned.revision())) {
                throw Failure.input(
                        "replay a plan for " + planned.name(),
                        "it is " + release.revision() + " now and was " + planned.revision() + " then",
                        "Plan anew, or name " + planned.revision() + " in a plan of its own.");
            }
        }
    }

    /**
     * The stored plan with so many cells side by side as were typed this time, more or fewer than it was made with; its cells
     * stay as they are, its forecast is made anew.
     *
     * @param parallel at least 1
     */
    public static Plan sideBySide(Plan plan, int parallel) {
        Forecast forecast = Packing.forecast(plan.cells(), plan.releases(), parallel);
        return new Plan(plan.schema(), plan.seed(), plan.profile(), plan.releases(), plan.budget(), plan.cells(),
                plan.notPlanned(), forecast);
    }

    private static void schema(String what, int schema) {
        if (schema > Plan.SCHEMA) {
            throw Failure.input(
                    "replay " + what,
                    "it has schema " + schema + ", and this version reads up to " + Plan.SCHEMA,
                    "Use the version of nats-compat that wrote it, or a later one.");
        }
    }
}
