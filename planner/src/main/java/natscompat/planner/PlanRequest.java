package natscompat.planner;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import natscompat.model.plan.RollOrder;
import natscompat.model.plan.StopStyle;
import natscompat.model.plan.Storage;
import natscompat.model.release.ResolvedRelease;

/**
 * What the user wants to have planned. Begin with {@link #of} and change what was said. Immutable.
 *
 * @param releases at least two, in upgrade order as typed
 * @param candidates each other release is judged against these only; empty means every ordered pair
 * @param profile name of a {@link Profile}
 * @param budget wall time of all cells; empty means as the profile says
 * @param seed of the run
 * @param servers 3 or 5
 * @param replicas 1, 3 or 5, at most {@code servers}
 * @param storage where streams keep messages
 * @param stop how a server is stopped in a roll
 * @param order with which server a roll begins
 * @param walks names; empty means those of the profile
 * @param workloads names; empty means all
 * @param mayhem modes, several in one cell joined by {@code +}, or {@code all}; empty means those of the profile
 * @param parallel cells side by side; 0 means as the profile says
 * @param platformProvides what modes and faults may need, e.g. {@code link-proxy}
 * @param clientVersion version of the client library, for the record
 */
public record PlanRequest(
        List<ResolvedRelease> releases,
        List<String> candidates,
        String profile,
        Optional<Duration> budget,
        long seed,
        int servers,
        int replicas,
        Storage storage,
        StopStyle stop,
        RollOrder order,
        List<String> walks,
        List<String> workloads,
        List<String> mayhem,
        int parallel,
        Set<String> platformProvides,
        String clientVersion) {
    /** Copies the collections. */
    public PlanRequest {
        releases = List.copyOf(releases);
        candidates = List.copyOf(candidates);
        walks = List.copyOf(walks);
        workloads = List.copyOf(workloads);
        mayhem = List.copyOf(mayhem);
        platformProvides = Set.copyOf(platformProvides);
    }

    /** The standard profile on three servers, three replicas on disk, everything else as the profile says. */
    public static PlanRequest of(List<ResolvedRelease> releases, long seed) {
        return new PlanRequest(
                releases, List.of(), "standard", Optional.empty(), seed, 3, 3, Storage.FILE, StopStyle.SIGTERM,
                RollOrder.HIGHEST_FIRST, List.of(), List.of(), List.of(), 0, Set.of(), "not stated");
    }

    /** Judged against these only. */
    public PlanRequest withCandidates(List<String> value) {
        return new PlanRequest(
                releases, value, profile, budget, seed, servers, replicas, storage, stop, order, walks,
                workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** Another profile. */
    public PlanRequest withProfile(String value) {
        return new PlanRequest(
                releases, candidates, value, budget, seed, servers, replicas, storage, stop, order, walks,
                workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** Wall time of all cells. */
    public PlanRequest withBudget(Optional<Duration> value) {
        return new PlanRequest(
                releases, candidates, profile, value, seed, servers, replicas, storage, stop, order, walks,
                workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** 3 or 5. */
    public PlanRequest withServers(int value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, value, replicas, storage, stop, order, walks,
                workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** 1, 3 or 5. */
    public PlanRequest withReplicas(int value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, value, storage, stop, order, walks,
                workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** File or memory. */
    public PlanRequest withStorage(Storage value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, value, stop, order, walks,
                workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** How servers are stopped in a roll. */
    public PlanRequest withStop(StopStyle value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, storage, value, order,
                walks, workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** With which server a roll begins. */
    public PlanRequest withOrder(RollOrder value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, storage, stop, value,
                walks, workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** These walks only. */
    public PlanRequest withWalks(List<String> value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, storage, stop, order,
                value, workloads, mayhem, parallel, platformProvides, clientVersion);
    }

    /** These workloads only. */
    public PlanRequest withWorkloads(List<String> value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, storage, stop, order,
                walks, value, mayhem, parallel, platformProvides, clientVersion);
    }

    /** These modes only; {@code +} joins several into one cell. */
    public PlanRequest withMayhem(List<String> value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, storage, stop, order,
                walks, workloads, value, parallel, platformProvides, clientVersion);
    }

    /** So many cells side by side. */
    public PlanRequest withParallel(int value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, storage, stop, order,
                walks, workloads, mayhem, value, platformProvides, clientVersion);
    }

    /** What modes and faults may need. */
    public PlanRequest withPlatformProvides(Set<String> value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, storage, stop, order,
                walks, workloads, mayhem, parallel, value, clientVersion);
    }

    /** The client library, for the record. */
    public PlanRequest withClientVersion(String value) {
        return new PlanRequest(
                releases, candidates, profile, budget, seed, servers, replicas, storage, stop, order,
                walks, workloads, mayhem, parallel, platformProvides, value);
    }
}
