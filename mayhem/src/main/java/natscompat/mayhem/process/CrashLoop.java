package natscompat.mayhem.process;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** A server that comes up and dies again: kill, start, and kill anew after a drawn time of 50-1500 ms, until it is healed. */
public final class CrashLoop implements Fault {
    private static final FaultType TYPE = new FaultType(
            "crash-loop", "kills the server again and again, each time soon after it was started", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.OUT);

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
        return new Crashes(aim.targets(), aim.draws());
    }
}
