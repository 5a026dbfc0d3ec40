package natscompat.mayhem.process;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** SIGUSR2: leaders are handed over, clients are asked to go, the process ends by itself; seen by its end. */
public final class LameDuck implements Fault {
    private static final FaultType TYPE = new FaultType(
            "lame-duck", "puts the server into lame duck mode by SIGUSR2, waits for its end and starts it again", "2.9.0", Set.of(), Duration.ofMinutes(2), Damage.OUT);

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
        return new LameDucks(aim.targets());
    }
}
