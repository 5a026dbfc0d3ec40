package natscompat.mayhem.script;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;

/**
 * A minority is away while the others write; one of those is killed; then the rest goes away, the minority comes back
 * with what it knew, and the killed one starts: the majority that now elects holds the last writes on one server alone
 * (Jepsen's pause-kill, facts: bugs.md 1). Everything acknowledged must still be there.
 */
public final class OldOnesLead implements Fault {
    /** Longer than the shortest election (4 s) and than the longest (9 s), facts: nats.md 3. */
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final Duration ELECTING = Duration.ofMillis(10_500);
    /** Votes that split are cast again after 4-9 s. */
    private static final Duration ELECTED = Duration.ofSeconds(30);
    private static final FaultType TYPE = new FaultType(
            "old-ones-lead", "lets a minority that was away elect with one server that was killed", "2.9.0", Set.of(),
            Duration.ofSeconds(90), Damage.QUORUM);

    /** No more than all its beats take with so many servers, each with the limit of its own, on any platform. */
    static Duration longest(int servers) {
        return AWAY.plus(ELECTING).plus(ELECTED).plus(Stage.longest(servers - 1, 1, 1));
    }

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS);
    }

    @Override
    public Injection aim(Aim aim) {
        int size = aim.targets().size();
        if (size < 3) {
            throw new NotPossible("it takes three servers, there are " + size);
        }
        List<Server> order = aim.draws().at("order").shuffled(aim.targets());
        int half = (size - 1) / 2;
        List<Server> old = order.subList(0, half);
        List<Server> killed = order.subList(half, half + 1);
        List<Server> rest = order.subList(half + 1, size);
        return new Scripted(aim, longest(size), stage -> {
            stage.pause(old);
            stage.hold(AWAY);
            stage.kill(killed);
            stage.pause(rest);
            stage.resume(old);
            stage.start(killed);
            stage.hold(ELECTING);
            List<String> able = Stream.concat(old.stream(), killed.stream()).map(Server::name).toList();
            stage.say("the meta group was then led by " + stage.await("leader of the meta group among " + able,
                    ELECTED, () -> aim.look().get().metaLeader().filter(able::contains)));
            stage.resume(rest);
        }, () -> "");
    }
}
