package natscompat.mayhem;

import static natscompat.model.catalog.FaultRule.Rhythm.ONCE;
import static natscompat.model.catalog.FaultRule.Rhythm.REPEATED;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Need;
import natscompat.model.catalog.Role;

/**
 * The mayhem modes, as data for the planner. Names and meaning are those of the older burn-in (facts: seeds.md 1.4); its
 * quiet times of 0-9 s are shortened so that each wait of a plan (4-12 s) has room for a fault and its recovery. In each family one
 * mode that takes a single server away also does so for about as long as a timer, where waits are long enough.
 */
public final class MayhemModes {
    /** As long as the planner leaves leaders alone that have just been moved. */
    static final Duration START_DELAY = Duration.ofMillis(500);
    /** Who is worth hitting, each in its own right; the planner draws one of them for each fault. */
    private static final List<Role> ONE_SERVER =
            List.of(Role.STREAM_LEADER, Role.META_LEADER, Role.CONSUMER_LEADER, Role.FOLLOWER, Role.OLD, Role.NEW, Role.ANY);

    private MayhemModes() {}

    /** One server after another: the planner goes round the ordinals. */
    private static final List<Role> IN_TURN = List.of(Role.ORDINAL);

    /** Every mode, in the order in which {@code list} shows them. */
    public static List<MayhemMode> all() {
        return Stream.of(basic(), pauses(), outages(), groups(), disks(), clocks(), scripts(), LinkModes.all()).flatMap(List::stream).toList();
    }

    private static List<MayhemMode> basic() {
        return List.of(
                mode("none", "no faults at all", Damage.NONE),
                mode("rolling-restart", "restarts one server after another in good order, on the release it has", Damage.OUT,
                        rule("restart", IN_TURN, 500, 2000, 0, 500, true)),
                mode("impatient-roll", "rolls on as soon as the restarted server itself is healthy, without further faults",
                        Damage.QUORUM),
                mode("random-reload", "makes servers read their configuration again (SIGHUP)", Damage.NONE,
                        rule("reload", ONE_SERVER, 0, 3000, 0, 0, false)),
                mode("random-hard-kill", "kills a server (SIGKILL), starts it, and waits until it has caught up", Damage.OUT,
                        rule("kill", ONE_SERVER, 500, 2500, 100, 1000, true).alsoNearTimers()),
                mode("random-hard-kill-nowait", "kills servers (SIGKILL) again before they have caught up", Damage.QUORUM,
                        rule("kill", ONE_SERVER, 500, 2000, 100, 1000, false)),
                mode("kill-some", "kills a drawn set of servers at one moment and starts them again", Damage.QUORUM,
                        rule("kill", List.of(Role.SUBSET, Role.MINORITY, Role.MAJORITY), 500, 2500, 100, 1000, true)),
                mode("kill-all", "kills every server at one moment soon after something was created, and starts them again",
                        Damage.QUORUM, once("kill-all", 0, 3000, 100, 1000)));
    }

    /** Open times lie about the election time-out of 4-9 s and the lost quorum after 10 s (facts: nats.md 3). */
    private static List<MayhemMode> pauses() {
        return List.of(
                mode("random-pause", "pauses a server (SIGSTOP) for less or a little more than the shortest election, or a timer",
                        Damage.OUT, rule("pause", ONE_SERVER, 500, 2000, 300, 4600, true).alsoNearTimers()),
                mode("long-pause", "pauses a server (SIGSTOP) about as long as the longest election and the lost quorum take",
                        Damage.OUT, rule("pause", ONE_SERVER, 500, 3000, 8500, 11_000, true)));
    }

    private static List<MayhemMode> outages() {
        return List.of(
                mode("lame-duck", "puts one server after another into lame duck mode and starts it again", Damage.OUT,
                        rule("lame-duck", IN_TURN, 500, 2000, 0, 500, true)),
                mode("crash-loop", "lets a server crash again and again soon after each start", Damage.OUT,
                        rule("crash-loop", ONE_SERVER, 500, 2000, 1500, 5000, true)),
                mode("stop-all", "stops every server in good order at one moment and starts them again", Damage.QUORUM,
                        once("stop-all", 500, 3000, 100, 1000)),
                mode("start-order", "stops every server and starts them one after another in a drawn order", Damage.QUORUM,
                        once("start-order", 500, 3000, 100, 1000)));
    }

    private static List<MayhemMode> groups() {
        return List.of(
                mode("step-down", "makes leaders of streams, of consumers and of the meta group step down", Damage.NONE,
                        rule("step-down-stream", List.of(Role.STREAM_LEADER), 300, 2000, 0, 0, false),
                        rule("step-down-consumer", List.of(Role.CONSUMER_LEADER), 500, 2500, 0, 0, false),
                        rule("step-down-meta", List.of(Role.META_LEADER), 1000, 4000, 0, 0, false)),
                new MayhemMode("move-replica", "takes replicas from live servers",
                        List.of(rule("move-replica", List.of(Role.STREAM_LEADER, Role.FOLLOWER), 1000, 4000, 0, 0, false)),
                        START_DELAY, Damage.NONE, Set.of(Need.SPARE_SERVER), Set.of(), true),
                mode("scale-streams", "scales a stream to another number of replicas and back", Damage.NONE,
                        rule("scale-stream", List.of(Role.STREAM_LEADER), 1000, 4000, 500, 3000, false)),
                disk("replace-server", "a server leaves for good and a new one joins with an empty store"),
                disk("rename-server", "a server gets another name on the store that it has"));
    }

    /** Faults that need another time of day for one server. */
    private static List<MayhemMode> clocks() {
        return List.of(
                clock("clock-jump", "sets the clock of a server 1-25 s forward or back",
                        rule("clock-jump", ONE_SERVER, 500, 2000, 1000, 10_000, false)),
                clock("clock-strobe", "lets the clock of a server jump 1-10 s forward and back again and again",
                        rule("clock-strobe", ONE_SERVER, 500, 2000, 1000, 5000, false)));
    }

    private static MayhemMode clock(String name, String line, FaultRule rule) {
        return new MayhemMode(
                name, line, List.of(rule), START_DELAY, Damage.NONE, Set.of("server-clock"), Set.of(), true);
    }

    /** What NATS promises after damage on one replica stands in docs/promises.md; each fault is a mode of its own. */
    private static List<MayhemMode> disks() {
        return Stream.of(
                        disk("wipe-store", "a server loses everything that it stored"),
                        disk("truncate-block", "a message block of one server loses its tail", Need.FILE_STORAGE),
                        disk("flip-bits", "a message block of one server has flipped bits", Need.FILE_STORAGE),
                        disk("old-chunk", "a write of one server was lost by its disk", Need.FILE_STORAGE),
                        disk("remove-file", "a file of a stream is gone on one server", Need.FILE_STORAGE),
                        disk("damage-meta", "what one server knows of the meta group is damaged"),
                        disk("write-errors", "a server cannot write to any file for a while (its limit of the size of files)"),
                        disk("disk-full", "the disk of a server is full for a while", "local", "small-disk"),
                        disk("read-only-store", "the disk of a server turns read-only", "local", "small-disk"),
                        slowDisk())
                .toList();
    }

    private static MayhemMode slowDisk() {
        return new MayhemMode("slow-disk", "the disk of a server holds all writes for 50-400 ms again and again",
                List.of(rule("slow-disk", ONE_SERVER, 500, 3000, 2000, 8000, true)), START_DELAY, Damage.OUT,
                Set.of("local", "small-disk"), Set.of(), true);
    }

    private static MayhemMode disk(String fault, String line, String... needs) {
        FaultRule rule = new FaultRule(fault, List.of(Role.FOLLOWER, Role.STREAM_LEADER, Role.OLD, Role.NEW), ONCE,
                Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ZERO, Duration.ofSeconds(2), true);
        return new MayhemMode(fault, line, List.of(rule), START_DELAY, Damage.STORE, Set.of(needs), Set.of(), true);
    }

    private static List<MayhemMode> scripts() {
        return List.of(
                mode("pause-all", "pauses every server longer than the longest election takes", Damage.QUORUM,
                        once("pause-all", 500, 2000, 9500, 12_000)),
                mode("old-ones-lead", "lets servers that were away elect with one that was killed", Damage.QUORUM,
                        once("old-ones-lead", 500, 2000, 0, 0)),
                mode("kill-after-change", "kills every server right after a stream was changed", Damage.QUORUM,
                        once("kill-after-change", 500, 3000, 0, 500)),
                mode("long-recovery", "kills one server after another for up to 120 s, and then leaves them in peace for half as long",
                        Damage.QUORUM, once("long-trouble", 0, 1000, 7500, 180_000).alsoNearTimers()));
    }

    private static FaultRule once(String fault, int quietMin, int quietMax, int openMin, int openMax) {
        return new FaultRule(
                fault,
                List.of(Role.ALL),
                ONCE,
                Duration.ofMillis(quietMin),
                Duration.ofMillis(quietMax),
                Duration.ofMillis(openMin),
                Duration.ofMillis(openMax),
                true);
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
