package natscompat.mayhem.group;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** A name is an identity to NATS (facts: nats.md 1): a server with another name is another one, though it has a store. */
public final class RenameServer implements Fault {
    private static final FaultType TYPE = new FaultType(
            "rename-server", "gives its target another name on the store that it has, and takes the old name out",
            "2.9.1", Set.of(), Duration.ofSeconds(60), Damage.STORE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS, Touch.STORE, Touch.GROUPS);
    }

    @Override
    public boolean leavesHoles() {
        // The store stays as it is.
        return false;
    }

    @Override
    public Injection aim(Aim aim) {
        return new Rejoin(aim, false);
    }
}
