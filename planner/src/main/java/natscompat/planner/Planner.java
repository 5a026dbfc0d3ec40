package natscompat.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import natscompat.model.catalog.Catalog;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.planner.cost.Figures;
import natscompat.planner.cost.Group;
import natscompat.planner.cost.Packing;

/**
 * Makes plans: profile and request become wishes, wishes become cells with all their steps and faults, a budget chooses
 * among them. Pure: the same request gives an equal plan. Immutable, for use from any thread.
 *
 * @param catalog what there is to choose from
 */
public record Planner(Catalog catalog) {

    /**
     * The plan of a qualification.
     *
     * @throws natscompat.model.failure.FailureException of category INPUT for names that are not there, sizes that cannot
     *     be, modes that exclude each other and a budget that is too small for one cell
     */
    public Plan plan(PlanRequest request) {
        RequestRules.check(request);
        Profile profile = Names.find("profile", request.profile(), Profiles.all());
        Wishes wishes = new Wishes(catalog, request, profile);
        List<NotPlanned> notPlanned = new ArrayList<>(wishes.notPlanned());
        int parallel = request.parallel() > 0 ? request.parallel() : profile.parallel();
        Budget budget = new Budget(request.budget(), profile.budget(), parallel);
        CellMaker maker = new CellMaker(
                catalog, new PromiseTable(catalog, versions(request.releases())), request.seed(),
                Figures.overhead(request.platformProvides()));
        List<Group> wanted = groups(maker, wishes, profile, budget);
        if (wanted.isEmpty()) {
            throw nothing(request, notPlanned);
        }
        SortedSet<Integer> chosen = budget.choose(wanted);
        List<Group> planned = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (chosen.contains(i)) {
                planned.add(wanted.get(i));
            } else {
                notPlanned.add(over(wanted.get(i), budget));
            }
        }
        return assemble(request, profile, budget, planned, notPlanned);
    }

    private static Plan assemble(
            PlanRequest request, Profile profile, Budget budget, List<Group> planned, List<NotPlanned> notPlanned) {
        List<Cell> cells = Numbering.number(planned);
        List<PlannedRelease> releases = request.releases().stream().map(Planner::planned).toList();
        int parallel = request.parallel() > 0 ? request.parallel() : Packing.fewest(cells, budget.parallel());
        Forecast forecast = Packing.forecast(cells, releases, parallel);
        return new Plan(
                Plan.SCHEMA,
                request.seed(),
                profile.name(),
                releases,
                budget.of(forecast.wall()),
                cells,
                notPlanned,
                forecast);
    }

    /**
     * The plan of one burn-in: one cell with a mix that stays.
     *
     * @throws natscompat.model.failure.FailureException of category INPUT for names that are not there, a mix that cannot
     *     be read or is no cluster, and a duration that is too short for the mode
     */
    public Plan burnIn(BurnInRequest request) {
        return new BurnIns(catalog).plan(request);
    }

    /** All wished cells, with the longest time under load of the profile that fits, or else the shortest. */
    private static List<Group> groups(CellMaker maker, Wishes wishes, Profile profile, Budget budget) {
        Duration shortest = profile.burnIns().getLast();
        if (budget.stated().isPresent()) {
            for (Duration burnIn : profile.burnIns()) {
                boolean hopeless = budget.tooMany(wishes.cells(), maker.forecast(burnIn));
                List<Group> groups = hopeless ? List.of() : groups(maker, wishes, burnIn);
                if (!hopeless && budget.holds(groups)) {
                    return groups;
                }
            }
        }
        return groups(maker, wishes, shortest);
    }

    private static List<Group> groups(CellMaker maker, Wishes wishes, Duration burnIn) {
        return wishes.wishes(burnIn).stream().map(wish -> group(maker, wish)).toList();
    }

    private static Group group(CellMaker maker, Wish wish) {
        Cell subject = maker.subject(wish.spec(), 1);
        if (!wish.controls()) {
            return new Group(List.of(subject));
        }
        return new Group(List.of(
                subject,
                Controls.of(subject, CellRole.CONTROL_OLD, 2),
                Controls.of(subject, CellRole.CONTROL_NEW, 3)));
    }

    private static NotPlanned over(Group group, Budget budget) {
        Cell cell = group.subject();
        return new NotPlanned(
                cell.walk() + " / " + cell.mayhem() + ", " + cell.pair(),
                "over the budget of " + Words.time(budget.stated().orElse(Duration.ZERO)));
    }

    private static RuntimeException nothing(PlanRequest request, List<NotPlanned> notPlanned) {
        String why = notPlanned.isEmpty()
                ? "no walk of the profile fits these releases"
                : notPlanned.getFirst().what() + ": " + notPlanned.getFirst().why();
        return Failure.input(
                "plan the profile " + request.profile(), why, "Ask for other walks, modes, workloads or releases.");
    }

    static PlannedRelease planned(ResolvedRelease release) {
        return new PlannedRelease(release.name(), release.version(), release.source(), release.revision());
    }

    static Map<String, ServerVersion> versions(List<ResolvedRelease> releases) {
        Map<String, ServerVersion> versions = new LinkedHashMap<>();
        releases.forEach(release -> versions.put(release.name(), release.version()));
        return versions;
    }
}
