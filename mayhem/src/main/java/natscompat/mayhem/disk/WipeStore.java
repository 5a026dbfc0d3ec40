package natscompat.mayhem.disk;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.platform.store.Store;

/** An empty disk under the same server: everything has to come from the others. */
public final class WipeStore implements Fault {
    private static final FaultType TYPE = new FaultType(
            "wipe-store", "removes everything that a server stores", "2.9.0", Set.of(), Duration.ofSeconds(60),
            Damage.STORE);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.PROCESS, Touch.STORE);
    }

    @Override
    public boolean leavesHoles() {
        // All of it comes from the others again.
        return false;
    }

    @Override
    public Injection aim(Aim aim) {
        return new Harmed(aim, new Harm() {
            @Override
            public String choose(Store store) {
                return Harm.EVERYTHING;
            }

            @Override
            public String change(Store store, String everything) throws IOException {
                return "removed " + store.wipe() + " files and folders";
            }
        });
    }
}
