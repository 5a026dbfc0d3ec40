package natscompat.mayhem;

import static natscompat.model.catalog.FaultRule.Rhythm.HELD;
import static natscompat.model.catalog.FaultRule.Rhythm.ONCE;
import static natscompat.model.catalog.FaultRule.Rhythm.REPEATED;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultRule;
import natscompat.model.catalog.FaultRule.Rhythm;
import natscompat.model.catalog.MayhemMode;
import natscompat.model.catalog.Role;

/** The mayhem modes that need a link proxy; open times lie about the limits of facts/nats.md 3. */
final class LinkModes {
    private static final List<Role> LEADERS = List.of(Role.STREAM_LEADER, Role.META_LEADER, Role.CONSUMER_LEADER);
    private static final List<Role> ONE_SERVER =
            List.of(Role.STREAM_LEADER, Role.META_LEADER, Role.FOLLOWER, Role.OLD, Role.NEW);
    private static final List<Role> ALL = List.of(Role.ALL);

    private LinkModes() {}

    static List<MayhemMode> all() {
        return Stream.of(partitions(), changing(), quality()).flatMap(List::stream).toList();
    }

    private static List<MayhemMode> partitions() {
        return List.of(
                mode("isolate-one", "cuts one server off from all others, about as long as the shortest election, or a timer", Damage.OUT,
                        rule("isolate", ONE_SERVER, REPEATED, 500, 2000, 3000, 5000).alsoNearTimers()),
                mode("leader-alone", "cuts a leader off until it has lost its quorum", Damage.OUT,
                        rule("isolate", LEADERS, REPEATED, 500, 2000, 9000, 11_000)),
                mode("minority-alone", "cuts a minority off from the majority", Damage.OUT,
                        rule("isolate", List.of(Role.MINORITY), REPEATED, 500, 2000, 3500, 9500)),
                wild("isolate-each", "cuts every server off from every other one", ALL, 3000, 9500),
                wild("halves", "cuts the servers into two halves", ALL, 3500, 9500),
                wild("bridge", "cuts the servers into two halves, with one server that talks to both", ALL, 3500, 9500),
                wild("majorities-ring", "lets every server see a majority, and no two the same", ALL, 3500, 9500),
                wild("leader-with-minority", "cuts a leader with a minority off from the rest", LEADERS, 3500, 11_000),
                mode("one-way", "lets nobody hear a server, or a server hear nobody", Damage.QUORUM,
                        rule("mute", ONE_SERVER, REPEATED, 500, 2000, 3000, 5000),
                        rule("deaf", ONE_SERVER, REPEATED, 500, 2000, 3000, 5000)));
    }

    private static List<MayhemMode> changing() {
        return List.of(
                wild("moving-partition", "cuts one server off after the other, each for a short while", ALL, 5000, 10_000),
                mode("flapping", "cuts a server off and lets it back again and again", Damage.OUT,
                        rule("flapping", ONE_SERVER, ONCE, 500, 2000, 2500, 6000)),
                mode("clients-cut", "cuts all clients off from a server that stays in the cluster", Damage.OUT,
                        rule("clients-cut", ONE_SERVER, REPEATED, 500, 2000, 1000, 5000)),
                mode("reset-routes", "resets the routes of a server in the middle of a message", Damage.NONE,
                        rule("reset-routes", ONE_SERVER, REPEATED, 500, 3000, 0, 0)));
    }

    private static List<MayhemMode> quality() {
        return List.of(
                held("slow-network", "delays everything that servers send by 3-9 ms, give or take 1-9 ms", "slow-link"),
                held("very-slow-network", "delays everything that servers send by up to 99 ms, give or take as much",
                        "very-slow-link"),
                held("lossy-network", "loses 1-9 % of the packets that servers send; TCP repeats them", "lossy-link"),
                held("narrow-network", "lets 64-512 KiB a second through of what each server sends", "narrow-link"),
                held("raft-dropped", "leaves out one in twenty Raft messages", "raft-dropped"),
                held("raft-doubled", "sends one in ten Raft messages twice", "raft-doubled"),
                new MayhemMode("broken-wire", "flips bits of what servers send to each other; judges crashes only",
                        List.of(rule("broken-wire", ALL, HELD, 0, 0, 0, 0)), MayhemModes.START_DELAY, Damage.QUORUM,
                        Set.of("link-proxy"), Set.of(), false));
    }

    private static MayhemMode wild(String fault, String line, List<Role> roles, int openMin, int openMax) {
        return mode(fault, line, Damage.QUORUM, rule(fault, roles, REPEATED, 500, 2000, openMin, openMax));
    }

    private static MayhemMode held(String name, String line, String fault) {
        return mode(name, line, Damage.NONE, rule(fault, ALL, HELD, 0, 0, 0, 0));
    }

    private static MayhemMode mode(String name, String line, Damage damage, FaultRule... rules) {
        return new MayhemMode(name, line, List.of(rules), MayhemModes.START_DELAY, damage, Set.of("link-proxy"), Set.of(), true);
    }

    private static FaultRule rule(
            String fault, List<Role> roles, Rhythm rhythm, int quietMin, int quietMax, int openMin, int openMax) {
        return new FaultRule(
                fault,
                roles,
                rhythm,
                Duration.ofMillis(quietMin),
                Duration.ofMillis(quietMax),
                Duration.ofMillis(openMin),
                Duration.ofMillis(openMax),
                true);
    }
}
