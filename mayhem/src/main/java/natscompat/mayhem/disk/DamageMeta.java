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

/** A damaged snapshot of what streams and consumers there are; of the meta group's log while it has none. */
public final class DamageMeta implements Fault {
    private static final FaultType TYPE = new FaultType(
            "damage-meta", "flips two bits of a snapshot of the meta group", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.STORE);

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
        return new Harmed(aim, new Harm() {
            @Override
            public String choose(Store store) throws IOException {
                return aim.draws().at("file").pick(StoreFiles.meta(store));
            }

            @Override
            public String change(Store store, String snapshot) throws IOException {
                return Bits.flip(store, snapshot, aim.draws().at("bits"));
            }
        });
    }
}
