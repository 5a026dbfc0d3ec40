package natscompat.planner;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.model.failure.Failure;
import natscompat.model.release.ResolvedRelease;

/** What is refused before anything is planned, whatever the catalogue holds. */
final class RequestRules {
    private static final Set<Integer> SERVERS = Set.of(3, 5);
    private static final Set<Integer> REPLICAS = Set.of(1, 3, 5);

    private RequestRules() {}

    static void check(PlanRequest request) {
        releases(request.releases(), 2);
        size(request.servers(), request.replicas());
        List<String> names = request.releases().stream().map(ResolvedRelease::name).toList();
        for (String candidate : request.candidates()) {
            if (!names.contains(candidate)) {
                throw Names.unknown("candidate among the releases", candidate, names);
            }
        }
        if (request.parallel() < 0) {
            throw Failure.input(
                    "run " + request.parallel() + " cells side by side",
                    "that is less than one",
                    "Use --parallel 1 or more, or leave it out.");
        }
        request.budget().ifPresent(RequestRules::budget);
    }

    static void size(int servers, int replicas) {
        if (!SERVERS.contains(servers)) {
            throw Failure.input(
                    "plan clusters of " + servers + " servers",
                    "a cluster here has 3 or 5 servers",
                    "Use --servers 3 or --servers 5.");
        }
        if (!REPLICAS.contains(replicas)) {
            throw Failure.input(
                    "plan streams of " + replicas + " replicas",
                    "a stream here has 1, 3 or 5 replicas",
                    "Use --replicas 1, 3 or 5.");
        }
        if (replicas > servers) {
            throw Failure.input(
                    "plan streams of " + replicas + " replicas on " + servers + " servers",
                    "each replica needs a server of its own",
                    "Use --servers " + replicas + ", or --replicas " + servers + " or fewer.");
        }
    }

    static void releases(List<ResolvedRelease> releases, int least) {
        if (releases.size() < least) {
            throw Failure.input(
                    "plan with " + releases.size() + " release(s)",
                    "at least " + least + " are needed: the old one and the new one",
                    "Name them in upgrade order, for example: v2.12.15 v2.14.5.");
        }
        Set<String> seen = new HashSet<>();
        for (ResolvedRelease release : releases) {
            if (!seen.add(release.name())) {
                throw Failure.input(
                        "plan with " + release.name(),
                        "it is named twice",
                        "Name each release once; each is its own control anyway.");
            }
        }
        differ(releases);
    }

    /** A mix of one release with itself proves nothing, and would find that out at the end of the run. */
    private static void differ(List<ResolvedRelease> releases) {
        Map<String, ResolvedRelease> known = new HashMap<>();
        for (ResolvedRelease release : releases) {
            ResolvedRelease same = known.putIfAbsent(release.source() + " " + release.revision(), release);
            if (same != null) {
                throw Failure.input(
                        "plan with " + same.name() + " and " + release.name(),
                        "both are " + release.revision(),
                        "Name releases that differ; each is run with itself as its own control anyway.");
            }
        }
    }

    private static void budget(Duration budget) {
        if (!budget.isPositive()) {
            throw Failure.input(
                    "plan within " + budget, "a budget is longer than nothing", "Use --budget 4m, or leave it out.");
        }
    }
}
