package natscompat.mayhem.disk;

import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.SmallDisk;

/** A file system that turned read-only after an error of its disk, with all files open, under a server that runs. */
public final class ReadOnlyStore implements Fault {
    private static final FaultType TYPE = new FaultType(
            "read-only-store", "puts the store onto a small disk and lets that turn read-only", "2.9.0",
            Set.of("local", "small-disk"), Duration.ofSeconds(60), Damage.STORE);

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
        return new OnSmallDisk(aim, new DiskTrouble() {
            @Override
            public void begin(SmallDisk disk) {
                disk.failWrites();
            }

            @Override
            public String see(SmallDisk disk) {
                return RefusedWrite.of(disk, "Read-only");
            }

            @Override
            public void end(SmallDisk disk) {
                // For good: the store goes back to the disk that it had before.
            }
        });
    }
}
