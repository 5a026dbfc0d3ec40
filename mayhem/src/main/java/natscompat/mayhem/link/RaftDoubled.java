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

/** Raft must bear repeated messages: whole messages on $NRG.> only, so nothing else is touched (SEMANTICS.md 6). */
public final class RaftDoubled implements Fault {
    private static final FaultType TYPE = new FaultType(
            "raft-doubled", "sends one in ten Raft messages between servers twice", "2.9.0", Set.of("link-proxy"), Duration.ofMinutes(10), Damage.NONE);

    /** Servers talk by themselves; it shows in the link proxy's counters. */
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
                Cuts.all(aim.cluster().servers().stream().map(Server::name).toList(), LinkPolicy.raft(0, 0.1));
        return new Impaired(aim, layer, new Counted(Partitioned.layers(aim), layer, Deed.DOUBLED, Partitioned.runs(aim),
                () -> Waiting.pause("messages of Raft", TALK)));
    }
}
