package natscompat.checker.story;

import java.nio.file.Path;
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
import natscompat.model.plan.Mix;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.Step;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;

/** Planned cells for tests: three servers, an upgrade with one mixed phase, and its relatives. */
public final class Cells {
    /** The old release. */
    public static final String OLD = "v2.12.15";

    /** The new release. */
    public static final String NEW = "v2.14.5";

    /** The two of them. */
    public static final ReleasePair PAIR = new ReleasePair(OLD, NEW);

    /** The workloads of the burn-in. */
    public static final List<String> WORKLOADS =
            List.of("durable-pull-consumer", "kv-cas", "add-remove-streams");

    /** The id of the one planned fault. */
    public static final String FAULT = "6.1";

    private Cells() {}

    /** What was built for a release that is named by its version. */
    public static BuiltRelease built(String name) {
        return built(name, name);
    }

    /** What was built for a release, and reports that version. */
    public static BuiltRelease built(String name, String version) {
        ResolvedRelease release = new ResolvedRelease(name, ServerVersion.of(version), ReleaseSource.MODULE, name, "module");
        return new BuiltRelease(
                release, Path.of("/cache/nats-server"), "sha-of-" + name, 1, "module", "go1.26.1", Duration.ZERO, true);
    }

    /** All old, one new, all new; one kill planned in the mix. */
    public static Cell upgrade() {
        return cell("upgrade", CellRole.SUBJECT, Mix.all(OLD, 3), new Mix(List.of(OLD, OLD, NEW)), Mix.all(NEW, 3));
    }

    /** The same with one release only. */
    public static Cell control(CellRole role) {
        Mix mix = Mix.all(role == CellRole.CONTROL_OLD ? OLD : NEW, 3);
        return cell("upgrade", role, mix, mix, mix);
    }

    /** All stopped, all changed, all started. */
    public static Cell coldSwap() {
        return cell("cold-swap", CellRole.SUBJECT, Mix.all(OLD, 3), Mix.all(NEW, 3), Mix.all(NEW, 3));
    }

    /** A cell of three phases. */
    public static Cell cell(String walk, CellRole role, Mix first, Mix second, Mix third) {
        PlannedFault kill = new PlannedFault(
                FAULT, "random-hard-kill", "kill", Role.ANY, List.of(), Duration.ofSeconds(5), Duration.ZERO, true, 1);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.StartCluster(1, first));
        steps.add(new Step.StartWorkloads(2, WORKLOADS));
        steps.add(new Step.BeginPhase(3, 0, first.toString(), first, true, 10));
        steps.add(new Step.Dwell(4, Duration.ofSeconds(20), List.of()));
        steps.add(new Step.BeginPhase(5, 1, second.toString(), second, true, 10));
        steps.add(new Step.Dwell(6, Duration.ofSeconds(20), List.of(kill)));
        steps.add(new Step.BeginPhase(7, 2, third.toString(), third, true, 10));
        steps.add(new Step.Dwell(8, Duration.ofSeconds(20), List.of()));
        steps.add(new Step.Settle(9));
        steps.add(new Step.Check(10));
        steps.add(new Step.Stop(11));
        return new Cell(1, walk, walk, PAIR, role, "random-hard-kill", WORKLOADS,
                new Dimensions(3, 3, Storage.FILE, "2.26.2", StopStyle.SIGTERM, 20), 1, steps, Map.of(), List.of(),
                Optional.empty(), Duration.ofSeconds(70), Duration.ofSeconds(90));
    }

    /** The cell with other standings of its promises. */
    public static Cell with(Cell cell, Map<String, Standing> promises) {
        return new Cell(cell.number(), cell.slug(), cell.walk(), cell.pair(), cell.role(), cell.mayhem(),
                cell.workloads(), cell.dimensions(), cell.seed(), cell.steps(), promises, cell.controls(),
                cell.rerunOf(), cell.burnIn(), cell.forecast());
    }

    /** The cell with other steps. */
    public static Cell with(Cell cell, List<Step> steps) {
        return new Cell(cell.number(), cell.slug(), cell.walk(), cell.pair(), cell.role(), cell.mayhem(),
                cell.workloads(), cell.dimensions(), cell.seed(), steps, cell.promises(), cell.controls(),
                cell.rerunOf(), cell.burnIn(), cell.forecast());
    }

    /** The cell on so many servers. */
    public static Cell on(Cell cell, int servers) {
        return on(cell, servers, cell.dimensions().replicas());
    }

    /** The cell on so many servers with so many replicas. */
    public static Cell on(Cell cell, int servers, int replicas) {
        Dimensions d = cell.dimensions();
        return new Cell(cell.number(), cell.slug(), cell.walk(), cell.pair(), cell.role(), cell.mayhem(),
                cell.workloads(),
                new Dimensions(servers, replicas, d.storage(), d.clientVersion(), d.stop(), d.rate()),
                cell.seed(), cell.steps(), cell.promises(), cell.controls(), cell.rerunOf(), cell.burnIn(),
                cell.forecast());
    }
}
