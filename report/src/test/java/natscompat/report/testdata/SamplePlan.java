package natscompat.report.testdata;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.model.catalog.Role;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Cell;
import natscompat.model.plan.CellRole;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.Forecast;
import natscompat.model.plan.Mix;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ServerVersion;

/** A plan in the shape of the standard profile. Mutable while it is put together. */
public final class SamplePlan {
    private static final List<String> WORKLOADS =
            List.of("durable-pull-consumer", "queue-group-consumer", "kv-cas", "add-remove-streams");
    private static final List<String> MODES =
            List.of("none", "rolling-restart", "random-reload", "random-hard-kill");

    private final List<PlannedRelease> releases = new ArrayList<>();
    private final List<Cell> cells = new ArrayList<>();
    private final List<NotPlanned> left = new ArrayList<>();

    /** The standard profile for each ordered pair of these releases. */
    public static Plan standard(String... names) {
        SamplePlan plan = new SamplePlan();
        for (String name : names) {
            plan.release(name);
        }
        for (int old = 0; old < names.length; old++) {
            for (int next = old + 1; next < names.length; next++) {
                plan.standardCells(new ReleasePair(names[old], names[next]));
            }
        }
        return plan.build();
    }

    /** One cell: an upgrade under random-hard-kill. */
    public static Plan oneCell() {
        SamplePlan plan = new SamplePlan();
        plan.release("v2.12.15");
        plan.release("v2.14.5");
        plan.cell("upgrade", "random-hard-kill", new ReleasePair("v2.12.15", "v2.14.5"), CellRole.SUBJECT, List.of());
        return plan.build();
    }

    /** Adds a release; what is no version counts as a branch of a repository at 2.15.0-dev. */
    public SamplePlan release(String name) {
        ServerVersion version = ServerVersion.parse(name).orElse(ServerVersion.of("2.15.0-dev"));
        boolean module = ServerVersion.parse(name).isPresent();
        releases.add(new PlannedRelease(name, version, module ? ReleaseSource.MODULE : ReleaseSource.REPOSITORY,
                module ? name : "0123456789abcdef0123456789abcdef01234567"));
        return this;
    }

    /** Adds what was asked for and left out. */
    public SamplePlan leftOut(String what, String why) {
        left.add(new NotPlanned(what, why));
        return this;
    }

    /** The twenty cells of a pair. */
    public SamplePlan standardCells(ReleasePair pair) {
        for (String mode : MODES) {
            int first = cells.size() + 1;
            List<Integer> controls = List.of(first + 2, first + 3);
            cell("upgrade", mode, pair, CellRole.SUBJECT, controls);
            cell("half-way-and-back", mode, pair, CellRole.SUBJECT, controls);
            cell("upgrade", mode, pair, CellRole.CONTROL_OLD, List.of());
            cell("upgrade", mode, pair, CellRole.CONTROL_NEW, List.of());
        }
        cell("downgrade", "none", pair, CellRole.SUBJECT, List.of());
        cell("downgrade", "random-hard-kill", pair, CellRole.SUBJECT, List.of());
        cell("static-1-new", "none", pair, CellRole.SUBJECT, List.of(), new Mix(List.of(pair.from(), pair.from(), pair.to())));
        cell("static-2-new", "none", pair, CellRole.SUBJECT, List.of(), new Mix(List.of(pair.from(), pair.to(), pair.to())));
        return this;
    }

    /** Adds a cell that starts on its old release (a control of the new one: on that). */
    public SamplePlan cell(String walk, String mode, ReleasePair pair, CellRole role, List<Integer> controls) {
        return cell(walk, mode, pair, role, controls,
                Mix.all(role == CellRole.CONTROL_NEW ? pair.to() : pair.from(), 3));
    }

    /** Adds a cell that starts on this mix. */
    public SamplePlan cell(
            String walk, String mode, ReleasePair pair, CellRole role, List<Integer> controls, Mix mix) {
        int number = cells.size() + 1;
        cells.add(new Cell(number, walk + "-" + mode, walk, pair, role, mode, WORKLOADS,
                new Dimensions(3, 3, Storage.FILE, "2.26.2", StopStyle.SIGTERM, 20), 990_000 + number, steps(pair, mix, mode),
                Map.of("acked-message-kept", Standing.KEPT, "acked-once", Standing.KEPT,
                        "available-after-healing", mode.equals("kill-all") ? Standing.MAY_BE_UNAVAILABLE : Standing.KEPT),
                controls, Optional.empty(), Duration.ofSeconds(45), Duration.ofSeconds(60)));
        return this;
    }

    /** Adds a cell that repeats another. */
    public SamplePlan rerunOf(int number) {
        Cell c = cells.get(number - 1);
        cells.add(new Cell(cells.size() + 1, c.slug(), c.walk(), c.pair(), c.role(), c.mayhem(), c.workloads(),
                c.dimensions(), c.seed(), c.steps(), c.promises(), c.controls(), Optional.of(number), c.burnIn(), c.forecast()));
        return this;
    }

    /** Adds the cell of that number once more, with rolls that begin with the meta leader. */
    public SamplePlan leaderFirst(int number) {
        Cell c = cells.get(number - 1);
        Dimensions d = c.dimensions();
        cells.add(new Cell(cells.size() + 1, c.slug(), c.walk(), c.pair(), c.role(), c.mayhem(), c.workloads(),
                new Dimensions(d.servers(), d.replicas(), d.storage(), d.clientVersion(), d.stop(),
                        RollOrder.LEADER_FIRST, d.rate()),
                c.seed(), beginning(c.steps()), c.promises(), c.controls(), Optional.empty(), c.burnIn(), c.forecast()));
        return this;
    }

    /** With a step that begins a roll before the first one. */
    private static List<Step> beginning(List<Step> steps) {
        List<Step> more = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Roll roll) {
                more.add(new Step.BeginRoll(roll.number(), List.of(roll.ordinal())));
            }
            more.add(step);
        }
        return more;
    }

    /** The plan so far. */
    public Plan build() {
        return new Plan(Plan.SCHEMA, 4711, "standard", releases, Duration.ofMinutes(4), cells, left,
                new Forecast(Duration.ofSeconds(160), Duration.ofSeconds(45L * cells.size()),
                        Math.min(8, cells.size()), releases.size(), 1_300_000_000L));
    }

    private static List<Step> steps(ReleasePair pair, Mix mix, String mode) {
        PlannedFault fault = new PlannedFault("7.1", mode, "kill", Role.ANY, List.of(), Duration.ofMillis(2100),
                Duration.ZERO, true, 99);
        Mix next = mix.with(2, pair.to());
        return List.of(
                new Step.StartCluster(1, mix),
                new Step.StartWorkloads(2, WORKLOADS),
                new Step.BeginPhase(3, 0, mix.toString(), mix, true, 20),
                new Step.Dwell(4, Duration.ofSeconds(5), List.of()),
                new Step.Roll(5, 2, pair.to(), StopStyle.SIGTERM, false),
                new Step.BeginPhase(6, 1, next.toString(), next, true, 20),
                new Step.Dwell(7, Duration.ofSeconds(12), mode.equals("none") ? List.of() : List.of(fault)),
                new Step.Lead(8, List.of(0, 1), "onto " + pair.from()),
                new Step.Settle(9),
                new Step.Check(10),
                new Step.Stop(11));
    }
}
