package natscompat.mayhem.link;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;

/** Raft must bear repeated messages: whole messages on $NRG.> only, so nothing else is touched (SEMANTICS.md 6). */
public final class RaftDoubled implements Fault {
    private static final FaultType TYPE = new FaultType(
            "raft-doubled", "sends one in ten Raft messages between servers twice", "2.9.0", Set.of("link-proxy"), Duration.ofMinutes(10), Damage.NONE);

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
        return new Impaired(aim, Cuts.all(aim.cluster().servers().stream().map(Server::name).toList(),
                LinkPolicy.raft(0, 0.1)), new RaftCounts(aim.cluster().servers(), false));
    }
}
