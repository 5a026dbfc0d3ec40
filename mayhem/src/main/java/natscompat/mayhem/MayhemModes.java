package natscompat.mayhem;

import static natscompat.model.catalog.FaultRule.Rhythm.ONCE;
import static natscompat.model.catalog.FaultRule.Rhythm.REPEATED;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Role;

/**
 * The mayhem modes, as data for the planner. Names and meaning are those of the older burn-in (facts: seeds.md 1.4); its
 * quiet times of 0-9 s are shortened so that each wait of a plan (4-12 s) has room for a fault and its recovery.
 */
public final class MayhemModes {
    private static final Duration START_DELAY = Duration.ofSeconds(1);
    /** Who is worth hitting, each in its own right; the planner draws one of them for each fault. */
    private static final List<Role> ONE_SERVER =
            List.of(Role.STREAM_LEADER, Role.META_LEADER, Role.CONSUMER_LEADER, Role.FOLLOWER, Role.OLD, Role.NEW, Role.ANY);

    private MayhemModes() {}

    /** Every mode, in the order in which {@code list} shows them. */
    public static List<MayhemMode> all() {
        return List.of(
                mode("none", "no faults at all", Damage.NONE),
                mode("rolling-restart", "restarts one server after another in good order, on the release it has", Damage.OUT,
                        rule("restart", List.of(Role.ANY), 500, 2000, 0, 500, true)),
                mode("random-reload", "makes servers read their configuration again (SIGHUP)", Damage.NONE,
                        rule("reload", ONE_SERVER, 0, 3000, 0, 0, false)),
                mode("random-hard-kill", "kills a server (SIGKILL), starts it, and waits until it has caught up", Damage.OUT,
                        rule("kill", ONE_SERVER, 500, 2500, 100, 1000, true)),
                mode("random-hard-kill-nowait", "kills servers (SIGKILL) again before they have caught up", Damage.QUORUM,
                        rule("kill", ONE_SERVER, 500, 2000, 100, 1000, false)),
                new MayhemMode("kill-all", "kills every server at one moment soon after something was created, and starts them again",
                        List.of(new FaultRule("kill-all", List.of(Role.ALL), ONCE, Duration.ZERO,
                                Duration.ofSeconds(3), Duration.ofMillis(100), Duration.ofMillis(1000), true)),
                        START_DELAY, Damage.QUORUM, Set.of(), Set.of(), true));
    }

    private static MayhemMode mode(String name, String line, Damage damage, FaultRule... rules) {
        return new MayhemMode(name, line, List.of(rules), START_DELAY, damage, Set.of(), Set.of(), true);
    }

    private static FaultRule rule(
            String fault, List<Role> roles, int quietMin, int quietMax, int openMin, int openMax, boolean waits) {
        return new FaultRule(
                fault,
                roles,
                REPEATED,
                Duration.ofMillis(quietMin),
                Duration.ofMillis(quietMax),
                Duration.ofMillis(openMin),
                Duration.ofMillis(openMax),
                waits);
    }
}
