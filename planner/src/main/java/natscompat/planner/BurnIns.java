package natscompat.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.Mix;
import natscompat.model.plan.Plan;
import natscompat.model.plan.PlannedRelease;
import natscompat.model.plan.ReleasePair;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.time.Draws;
import natscompat.planner.cost.Figures;
import natscompat.planner.cost.Packing;
import natscompat.planner.draw.FaultSchedule;
import natscompat.planner.walk.Leg;
import natscompat.planner.walk.Route;

/** Plans the one cell of {@code burn-in}: a mix that stays, in rounds, each with leads and at least one fault. */
record BurnIns(Catalog catalog) {
    /** A round is about so long: leaders visit each release and a fault comes at least so often. */
    private static final Duration ROUND = Duration.ofMinutes(2);

    /** Moving leaders from release to release in a round, and the side on which no fault has to come. */
    private static final Duration BESIDES = Duration.ofSeconds(5);

    private static final int USUAL_SERVERS = 3;

    Plan plan(BurnInRequest request) {
        RequestRules.releases(request.releases(), 1);
        if (!request.duration().isPositive()) {
            throw Failure.input("burn in for " + request.duration(), "that is no time", "Use --duration 5m, for example.");
        }
        if (request.rate() < 1) {
            throw Failure.input("burn in at " + request.rate() + " operations a second", "that is no load", "Use 1 or more.");
        }
        CellSpec spec = spec(request);
        PromiseTable promises = new PromiseTable(catalog, Planner.versions(request.releases()));
        Cell cell = new CellMaker(catalog, promises, request.seed(), Figures.overhead(request.platformProvides())).subject(spec, 1);
        if (cell.burnIn().compareTo(request.duration()) > 0) {
            throw Failure.input(
                    "burn in for " + Words.time(request.duration()) + " under " + request.mayhem(),
                    "its leads and one fault with its recovery take " + Words.time(cell.burnIn()),
                    "Use --duration " + Words.time(cell.burnIn()) + " or more.");
        }
        List<PlannedRelease> releases = request.releases().stream().map(Planner::planned).toList();
        return new Plan(
                Plan.SCHEMA, request.seed(), Plan.BURN_IN, releases, Duration.ZERO, List.of(cell), List.of(),
                Packing.forecast(List.of(cell), releases, 1));
    }

    private CellSpec spec(BurnInRequest request) {
        Mix mix = mix(request);
        RequestRules.size(mix.size(), request.replicas());
        if (request.servers() != 0 && request.servers() != mix.size()) {
            throw Failure.input(
                    "put " + mix + " on " + request.servers() + " servers",
                    "the mix has " + mix.size() + " servers",
                    "Leave --servers out, or change the mix.");
        }
        ReleasePair pair = pair(mix, request.releases());
        Modes reader = new Modes(catalog);
        Pairs.Pair versions = Pairs.of(find(request, pair.from()), find(request, pair.to()));
        Set<String> provided = Modes.provided(request.platformProvides(), mix.size(), request.replicas(), request.storage());
        List<MayhemMode> modes = request.mayhem().equals(BurnInRequest.BEARABLE)
                ? reader.bearable(provided, versions.older())
                : reader.joined(request.mayhem());
        Optional<String> obstacle = reader.obstacle(modes, provided, versions.older());
        if (obstacle.isPresent()) {
            throw Failure.input("use the mayhem mode " + request.mayhem(), obstacle.get(), "Use another mode.");
        }
        List<String> workloads = Workloads.read(catalog, request.workloads()).stream().map(WorkloadType::name).toList();
        Dimensions dimensions = new Dimensions(
                mix.size(), request.replicas(), request.storage(), request.clientVersion(), BurnInRequest.STOP,
                request.rate());
        return new CellSpec(
                new Route("static", pair, rounds(mix, request.duration(), modes)), modes, workloads, dimensions,
                request.duration());
    }

    /**
     * Usual rounds, long enough for one fault of each mode; where there is time for it, the second half is in rounds in which
     * servers can stay away about as long as the longest timer.
     */
    private List<Leg> rounds(Mix mix, Duration duration, List<MayhemMode> modes) {
        FaultSchedule schedule = new FaultSchedule(Draws.of(0), catalog, modes, duration);
        Duration floor = schedule.floor().plus(BESIDES);
        Duration usual = floor.compareTo(ROUND) > 0 ? floor : ROUND;
        long sides = mix.releases().stream().distinct().count();
        Duration roomy = schedule.room().isZero() ? usual : schedule.room().plus(BESIDES).multipliedBy(sides);
        long longOnes = roomy.compareTo(usual) > 0 ? duration.dividedBy(roomy) / 2 : 0;
        long rounds = Math.max(1, longOnes + duration.minus(roomy.multipliedBy(longOnes)).dividedBy(usual));
        List<Leg> legs = new ArrayList<>();
        for (int i = 1; i <= rounds; i++) {
            Duration share = i > rounds - longOnes ? roomy : usual;
            int weight = longOnes == 0 ? Leg.USUAL : (int) share.toSeconds();
            legs.add(new Leg(List.of(), mix, rounds == 1 ? "" : "round " + i, true, weight));
        }
        return legs;
    }

    private static Mix mix(BurnInRequest request) {
        List<String> names = request.releases().stream().map(ResolvedRelease::name).toList();
        if (!request.mix().isEmpty()) {
            return MixText.read(request.mix(), names);
        }
        int servers = request.servers() == 0 ? USUAL_SERVERS : request.servers();
        if (names.size() > servers) {
            throw Failure.input(
                    "mix " + names.size() + " releases on " + servers + " servers",
                    "each needs a server",
                    "Name fewer releases, or say the mix with --mix.");
        }
        Mix mix = Mix.all(names.getFirst(), servers);
        // The other releases have one server each, on the highest ordinals, as in the midst of an upgrade.
        for (int i = 1; i < names.size(); i++) {
            mix = mix.with(servers - names.size() + i, names.get(i));
        }
        return mix;
    }

    /** The first and the last release, in the order typed, that the mix has. */
    private static ReleasePair pair(Mix mix, List<ResolvedRelease> releases) {
        List<String> there = releases.stream()
                .map(ResolvedRelease::name)
                .filter(mix.releases()::contains)
                .toList();
        return new ReleasePair(there.getFirst(), there.getLast());
    }

    private static ResolvedRelease find(BurnInRequest request, String name) {
        return request.releases().stream()
                .filter(release -> release.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
