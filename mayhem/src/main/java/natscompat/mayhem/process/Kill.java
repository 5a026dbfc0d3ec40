package natscompat.mayhem.process;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Signal;

/**
 * SIGKILL, seen by the process being gone; healed by a start, up to 150 s later (the duplicate window and a little more). Loses
 * nothing that was written: the page cache stays.
 */
public final class Kill implements Fault {
    private static final FaultType TYPE = new FaultType(
            "kill",
            "ends the process by SIGKILL and starts it again",
            "2.9.0",
            Set.of(),
            Duration.ofSeconds(150),
            Damage.OUT);

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
