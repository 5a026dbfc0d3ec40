package natscompat.mayhem.link;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;

/** Flipped bits on plain-text routes are stored by NATS, which promises nothing there (SEMANTICS.md 6). */
public final class BrokenWire implements Fault {
    private static final FaultType TYPE = new FaultType(
            "broken-wire", "flips bits of what servers send to each other; only crashes are judged", "2.9.0", Set.of("link-proxy"), Duration.ofMinutes(10), Damage.QUORUM);

    private static final Duration TALK = Duration.ofMillis(250);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of();
    }

    @Override
    public Injection aim(Aim aim) {
        Map<Pair, LinkPolicy> layer =
                Cuts.all(aim.cluster().servers().stream().map(Server::name).toList(), LinkPolicy.broken(0.02));
        return new Impaired(aim, layer, new Both(
                new Counted(Partitioned.layers(aim), layer, Deed.FLIPPED, Partitioned.runs(aim),
                        () -> Waiting.pause("what servers say to each other", TALK)),
                new Routed(aim.cluster().servers(), Partitioned.layers(aim)::cut)));
    }
}
