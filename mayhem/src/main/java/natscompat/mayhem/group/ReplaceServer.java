package natscompat.mayhem.group;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** A server whose machine is gone: it is taken out of the cluster, and a new one with an empty store takes its place. */
public final class ReplaceServer implements Fault {
    private static final FaultType TYPE = new FaultType(
            "replace-server", "takes its target out of the cluster for good, and lets a new server join with an empty store",
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
        // All of it comes from the others.
        return false;
    }

    @Override
    public Injection aim(Aim aim) {
        return new Rejoin(aim, true);
    }
}
