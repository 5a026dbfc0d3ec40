package natscompat.planner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.model.catalog.Catalog;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.FaultRule.Rhythm;
import natscompat.model.catalog.FaultType;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Promise;
import natscompat.model.catalog.PromiseKind;
import natscompat.model.catalog.Role;
import natscompat.model.catalog.WorkloadType;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;

/** A small catalogue, and releases that nobody has to build. */
final class Fakes {
    static final ResolvedRelease V2_11 = release("v2.11.17");
    static final ResolvedRelease V2_12 = release("v2.12.15");
    static final ResolvedRelease V2_14 = release("v2.14.5");

    private static final List<Role> ANYBODY = List.of(
            Role.STREAM_LEADER, Role.META_LEADER, Role.CONSUMER_LEADER, Role.FOLLOWER, Role.OLD, Role.NEW, Role.ANY);

    private Fakes() {}

    static ResolvedRelease release(String name) {
        return new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.MODULE, name, "the module");
    }

    static Catalog catalog() {
        return new Catalog(
                List.of(workload("kv-cas"), workload("queue-group-consumer")),
                List.of(
                        mode("none", Damage.NONE),
                        mode("rolling-restart", Damage.OUT, rule("restart", List.of(Role.ORDINAL), 500, 2000, true)),
                        mode("random-reload", Damage.NONE, rule("reload", ANYBODY, 0, 3000, false)),
                        mode("random-hard-kill", Damage.OUT, rule("kill", ANYBODY, 3000, 9000, true)),
                        mode("random-hard-kill-nowait", Damage.QUORUM, rule("kill", ANYBODY, 3000, 9000, false)),
                        mode(
                                "kill-all",
                                Damage.QUORUM,
                                new FaultRule(
                                        "kill-all",
                                        List.of(Role.ALL),
                                        Rhythm.ONCE,
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(20),
                                        Duration.ofMillis(100),
                                        Duration.ofSeconds(1),
                                        true))),
                List.of(
                        fault("restart", Damage.OUT),
                        fault("reload", Damage.NONE),
                        fault("kill", Damage.OUT),
                        fault("kill-all", Damage.QUORUM)),
                List.of(),
                Stream.of(
                                "acked-message-kept",
                                "stored-once",
                                "one-sequence-one-payload",
                                "assets-exist",
                                "server-stays-up",
                                "available",
                                "settles",
                                "clean-log",
                                "nobody-knows-this-one")
                        .map(name -> new Promise(name, "a promise", PromiseKind.SAFETY, "a document"))
                        .toList());
    }

    /** The catalogue with more in it. */
    static Catalog with(Catalog catalog, List<MayhemMode> modes, List<FaultType> faults) {
        return new Catalog(
                catalog.workloads(),
                both(catalog.modes(), modes),
                both(catalog.faults(), faults),
                catalog.checks(),
                catalog.promises());
    }

    static MayhemMode mode(String name, Damage damage, FaultRule... rules) {
        return new MayhemMode(
                name, "a mode", List.of(rules), Duration.ofMillis(500), damage, Set.of(), Set.of(), true);
    }

    static FaultRule rule(String fault, List<Role> roles, int quietMin, int quietMax, boolean waits) {
        return new FaultRule(
                fault,
                roles,
                Rhythm.REPEATED,
                Duration.ofMillis(quietMin),
                Duration.ofMillis(quietMax),
                Duration.ofMillis(fault.equals("kill") ? 100 : 0),
                Duration.ofMillis(fault.equals("kill") ? 1000 : 0),
                waits);
    }

    static FaultType fault(String name, Damage damage) {
        return new FaultType(name, "a fault", "2.9.0", Set.of(), Duration.ofMinutes(1), damage);
    }

    static WorkloadType workload(String name) {
        return new WorkloadType(name, "a workload", "2.9.0", 1, List.of());
    }

    private static <T> List<T> both(List<T> one, List<T> other) {
        List<T> joined = new ArrayList<>(one);
        joined.addAll(other);
        return joined;
    }
}
