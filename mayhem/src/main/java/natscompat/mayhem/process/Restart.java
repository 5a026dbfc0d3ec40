package natscompat.mayhem.process;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.Signal;

/** SIGTERM, wait for the exit (0.3 s as measured), start again. */
public final class Restart implements Fault {
    private static final FaultType TYPE = new FaultType(
            "restart",
            "stops the server in good order by SIGTERM and starts it again",
            "2.9.0",
            Set.of(),
            Duration.ofSeconds(60),
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
        return new Ended(aim.targets(), Signal.TERM);
    }
}
