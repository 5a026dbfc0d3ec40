package natscompat.planner;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.Role;
import natscompat.model.catalog.Standing;
import natscompat.model.plan.Step;
import natscompat.model.plan.Storage;
import natscompat.model.release.ServerVersion;

/**
 * Which promises apply in a cell: walk x replicas x storage x faults x versions (SEMANTICS.md 2 and 4). A promise that no
 * rule speaks of is kept. Immutable.
 *
 * @param catalog whose promises get a standing
 * @param versions of the releases, by name
 */
record PromiseTable(Catalog catalog, Map<String, ServerVersion> versions) {
    /** What is said about messages, keys, assets and consumers that are stored. */
    private static final Set<String> DATA = Set.of(
            "acked-message-kept",
            "stored-once",
            "one-sequence-one-payload",
            "delivered-at-least-once",
            "not-redelivered-after-ack",
            "compare-and-set",
            "kv-history",
            "assets-exist",
            "replicas-agree");

    /** What is said about answers while the load runs. */
    private static final String AVAILABLE = "available";

    /** What is said about the end, when everything is healed and has had its time. */
    private static final String SETTLES = "settles";

    /** What is judged even where servers get falsified bytes: none of these may end a server. */
    private static final String STAYS_UP = "server-stays-up";

    /** What is said about the servers themselves. */
    private static final Set<String> SERVERS = Set.of(STAYS_UP, "clean-log");

    /** How each promise of the catalogue stands. */
    Map<String, Standing> standings(CellSpec spec, List<Step> steps) {
        boolean limits = DocumentedLimits.broken(spec.route(), versions);
        boolean lost = limits || dataLost(spec, steps);
        boolean unavailable = lost || unavailable(spec, steps);
        Map<String, Standing> standings = new TreeMap<>();
        for (Promise promise : catalog.promises()) {
            standings.put(promise.name(), standing(promise.name(), limits, lost, unavailable));
        }
        if (spec.falsified()) {
            standings.replaceAll((promise, standing) -> promise.equals(STAYS_UP) ? standing : Standing.MAY_BE_LOST);
        }
        return standings;
    }

    /** What is left of them when all servers are stopped at one time and streams are kept in memory. */
    static Map<String, Standing> allStopped(Map<String, Standing> before) {
        Map<String, Standing> after = new TreeMap<>(before);
        after.replaceAll((promise, standing) ->
                standing == Standing.KEPT ? standing(promise, false, true, true) : standing);
        return after;
    }

    private static Standing standing(String promise, boolean limits, boolean lost, boolean unavailable) {
        if ((DATA.contains(promise) && lost) || (SERVERS.contains(promise) && limits)) {
            return Standing.MAY_BE_LOST;
        }
        boolean mayWait = (promise.equals(AVAILABLE) && unavailable) || (promise.equals(SETTLES) && lost);
        return mayWait ? Standing.MAY_BE_UNAVAILABLE : Standing.KEPT;
    }

    /** Whether something that was acknowledged may be gone, by where it was kept. */
    private static boolean dataLost(CellSpec spec, List<Step> steps) {
        boolean single = spec.dimensions().replicas() == 1;
        // One damaged disk is a minority only while the other disks have everything: not where a majority may be behind.
        boolean storeDamaged = spec.damages().contains(Damage.STORE)
                && (single || spec.damages().contains(Damage.QUORUM)
                        || spec.rules().stream().anyMatch(rule -> rule.roles().stream().anyMatch(PromiseTable::most)));
        if (spec.dimensions().storage() == Storage.FILE) {
            // SIGKILL of a process loses nothing that it wrote: the page cache stays (SEMANTICS.md 6).
            return storeDamaged;
        }
        boolean allStopped = steps.stream().anyMatch(Step.ColdSwap.class::isInstance);
        boolean notCaughtUp = spec.impatient() && rolls(steps);
        boolean majorityOut = spec.damage().compareTo(Damage.OUT) > 0;
        boolean serverOut = spec.damage().compareTo(Damage.NONE) > 0;
        boolean onlyCopyOut = (single && (rolls(steps) || serverOut)) || (spec.scalesDown() && serverOut);
        return storeDamaged || allStopped || notCaughtUp || majorityOut || onlyCopyOut;
    }

    /**
     * Whether a group may be without its server at times that nobody announces. Where replicas can have a majority the
     * promise stands: what takes that away is recorded when it does, and the check leaves that time out.
     */
    private static boolean unavailable(CellSpec spec, List<Step> steps) {
        boolean single = spec.dimensions().replicas() == 1;
        // A mode that is not in "all" does what NATS promises nothing about (SEMANTICS.md 6: broken-wire).
        boolean outside = spec.damage().compareTo(Damage.OUT) > 0
                && !spec.modes().stream().allMatch(MayhemMode::inAll);
        return outside || (single && (spec.damage() != Damage.NONE || rolls(steps)));
    }

    private static boolean rolls(List<Step> steps) {
        return steps.stream().anyMatch(step -> step instanceof Step.Roll || step instanceof Step.ColdSwap);
    }

    private static boolean most(Role role) {
        return role == Role.MAJORITY || role == Role.ALL;
    }
}
