package natscompat.mayhem.process;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Signal;

/** SIGTERM of all its targets at one moment: a whole cluster that is taken down and up. */
public final class StopAll implements Fault {
    private static final FaultType TYPE = new FaultType(
            "stop-all", "stops all servers in good order at one moment by SIGTERM and starts them again", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.QUORUM);

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
        return new Ended(aim.targets(), Signal.TERM);
    }
}
