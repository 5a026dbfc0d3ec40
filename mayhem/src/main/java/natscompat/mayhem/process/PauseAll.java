package natscompat.mayhem.process;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** SIGSTOP of all its targets at one moment: every timer of the cluster runs out at once when they go on. */
public final class PauseAll implements Fault {
    private static final FaultType TYPE = new FaultType(
            "pause-all",
            "stops all servers from running at one moment by SIGSTOP, until SIGCONT",
            "2.9.0",
            Set.of(),
            Duration.ofSeconds(90),
            Damage.QUORUM);

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
        return new Pause().aim(aim);
    }
}
