package natscompat.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.plan.Dimensions;
import natscompat.model.plan.NotPlanned;
import natscompat.model.plan.ReleasePair;
import natscompat.model.plan.RollOrder;
import natscompat.model.release.ServerVersion;
import natscompat.planner.walk.Route;
import natscompat.planner.walk.Walk;
import natscompat.planner.walk.Walks;

/** Turns a request and its profile into wished cells, pair by pair. Used once, by one thread. */
final class Wishes {
    private static final int USUAL_SERVERS = 3;

    private final PlanRequest request;
    private final Profile profile;
    private final Modes modes;
    private final List<WorkloadType> workloads;
    private final List<Profile.Entry> entries;
    private final List<Wish> wishes = new ArrayList<>();
    private final List<NotPlanned> notPlanned = new ArrayList<>();

    Wishes(Catalog catalog, PlanRequest request, Profile profile) {
        this.request = request;
        this.profile = profile;
        this.modes = new Modes(catalog);
        this.workloads = Workloads.read(catalog, request.workloads());
        this.entries = entries();
        for (Pairs.Pair pair : Pairs.of(request.releases(), request.candidates())) {
            pair(pair);
        }
    }

    /** All wished cells with this time under load, in the order of the plan. */
    List<Wish> wishes(Duration burnIn) {
        // Profiles speak of three servers; more servers are more mixes on the way.
        Duration scaled = burnIn.multipliedBy(request.servers()).dividedBy(USUAL_SERVERS);
        return wishes.stream()
                .map(wish -> new Wish(withBurnIn(wish.spec(), scaled), wish.controls()))
                .toList();
    }

    /** How many cells they are, controls counted. */
    long cells() {
        return wishes.stream().mapToLong(wish -> wish.controls() ? 3 : 1).sum();
    }

    List<NotPlanned> notPlanned() {
        return List.copyOf(notPlanned);
    }

    private static CellSpec withBurnIn(CellSpec spec, Duration burnIn) {
        return new CellSpec(spec.route(), spec.modes(), spec.workloads(), spec.dimensions(), burnIn);
    }

    /** The profile's entries as far as they are asked for; a walk that it lacks comes with all its modes. */
    private List<Profile.Entry> entries() {
        List<Profile.Entry> wanted = new ArrayList<>();
        if (request.walks().isEmpty()) {
            usual().forEach(entry -> wanted.add(withModes(entry, entry.walk())));
        }
        for (String name : request.walks().stream().distinct().toList()) {
            Walk walk = Walks.named(name)
                    .orElseThrow(() -> Names.unknown("walk", name, Walks.all().stream().map(Walk::name).toList()));
            List<Profile.Entry> known =
                    usual().stream().filter(e -> e.walk().equals(walk.name())).toList();
            (known.isEmpty() ? List.of(new Profile.Entry(name, everyMode(), true)) : known)
                    .forEach(entry -> wanted.add(withModes(entry, name)));
        }
        // Two entries of a walk are one where the request says which modes.
        return wanted.stream().distinct().toList();
    }

    /** The entries of the profile that are there on this platform. */
    private List<Profile.Entry> usual() {
        return profile.entries().stream().filter(entry -> request.platformProvides().containsAll(entry.needs())).toList();
    }

    private Profile.Entry withModes(Profile.Entry entry, String walk) {
        return new Profile.Entry(
                walk, request.mayhem().isEmpty() ? entry.modes() : request.mayhem(), entry.controls());
    }

    private List<String> everyMode() {
        Set<String> all = new LinkedHashSet<>();
        usual().forEach(entry -> all.addAll(entry.modes()));
        return List.copyOf(all);
    }

    private void pair(Pairs.Pair pair) {
        List<String> usable = usable(pair);
        if (usable.isEmpty()) {
            return;
        }
        Set<String> replaced = new LinkedHashSet<>();
        for (Profile.Entry entry : entries) {
            Walk walk = Walks.named(entry.walk()).orElseThrow();
            if (walk.fits(pair.from(), pair.to())) {
                replaced.addAll(walk.insteadOf());
            }
        }
        for (Profile.Entry entry : entries) {
            if (!replaced.contains(entry.walk())) {
                entry(entry, pair, usable);
            }
        }
    }

    private void entry(Profile.Entry entry, Pairs.Pair pair, List<String> usable) {
        Walk walk = Walks.named(entry.walk()).orElseThrow();
        if (!walk.fits(pair.from(), pair.to())) {
            if (request.walks().contains(entry.walk())) {
                notPlanned.add(new NotPlanned(entry.walk() + ", " + pair.names(), "the walk does not fit this pair"));
            }
            return;
        }
        List<Route> routes = routes(walk, entry.walk(), pair.names());
        for (List<MayhemMode> set : modes.read(entry.modes())) {
            for (Route route : routes) {
                wish(route, set, entry, pair, usable);
            }
        }
    }

    private List<Route> routes(Walk walk, String name, ReleasePair pair) {
        List<Route> all = walk.routes(pair, request.servers()).stream()
                .map(route -> route.in(request.order()))
                .toList();
        if (name.equals(walk.name())) {
            return all;
        }
        List<Route> one = all.stream().filter(route -> route.walk().equals(name)).toList();
        if (one.isEmpty()) {
            throw Names.unknown("walk", name, all.stream().map(Route::walk).toList());
        }
        return one;
    }

    private void wish(
            Route route, List<MayhemMode> set, Profile.Entry entry, Pairs.Pair pair, List<String> usable) {
        Dimensions dimensions = new Dimensions(
                request.servers(),
                request.replicas(),
                request.storage(),
                request.clientVersion(),
                request.stop(),
                // A cell that rolls nothing shows nothing of another order, and is not called after it.
                route.rolls() ? request.order() : RollOrder.HIGHEST_FIRST,
                profile.rate());
        CellSpec spec = new CellSpec(route, set, usable, dimensions, profile.burnIns().getFirst());
        Set<String> provided = Modes.provided(
                request.platformProvides(), request.servers(), request.replicas(), request.storage());
        Optional<String> obstacle = modes.obstacle(set, provided, pair.older())
                .or(() -> spec.idle() ? Optional.of("nothing is rolled in it") : Optional.empty());
        if (obstacle.isPresent()) {
            notPlanned.add(new NotPlanned(what(spec), obstacle.get()));
            return;
        }
        wishes.add(new Wish(spec, entry.controls() || !othersHaveControls(set)));
    }

    /** Whether another wished walk of the same mode brings controls that this one can be shown beside. */
    private boolean othersHaveControls(List<MayhemMode> set) {
        return entries.stream()
                .filter(Profile.Entry::controls)
                .anyMatch(entry -> modes.read(entry.modes()).contains(set));
    }

    private List<String> usable(Pairs.Pair pair) {
        List<String> usable = new ArrayList<>();
        for (WorkloadType workload : workloads) {
            if (pair.older().atLeast(ServerVersion.of(workload.since()))) {
                usable.add(workload.name());
            } else {
                notPlanned.add(new NotPlanned(
                        workload.name() + ", " + pair.names(), "it can run from " + workload.since() + " on"));
            }
        }
        return List.copyOf(usable);
    }

    static String what(CellSpec spec) {
        return spec.route().walk() + " / " + spec.mayhem() + ", " + spec.route().pair();
    }
}
