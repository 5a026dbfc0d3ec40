package natscompat.mayhem.process;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Signal;

/** SIGKILL of all its targets at one moment: what lost whole streams before 2.10.23 (facts: bugs.md F1). */
public final class KillAll implements Fault {
    private static final FaultType TYPE = new FaultType(
            "kill-all",
            "ends all servers at one moment by SIGKILL and starts them again",
            "2.9.0",
            Set.of(),
            Duration.ofSeconds(60),
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
        return new Ended(aim.targets(), Signal.KILL);
    }
}
