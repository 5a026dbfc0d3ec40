package natscompat.mayhem.disk;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;

/** A disk without room for another byte, under a server that runs. */
public final class DiskFull implements Fault {
    private static final FaultType TYPE = new FaultType(
            "disk-full", "puts the store onto a small disk and leaves no room on it", "2.9.0", Set.of("local", "small-disk"),
            Duration.ofSeconds(60), Damage.STORE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS, Touch.STORE);
    }

    @Override
    public Injection aim(Aim aim) {
        return new OnSmallDisk(aim, new NoRoom());
    }
}
