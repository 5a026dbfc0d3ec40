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

/** A block with rotten bits (facts: bugs.md F2). */
public final class FlipBits implements Fault {
    private static final FaultType TYPE = new FaultType(
            "flip-bits", "flips two bits of a message block", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.STORE);

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
                return aim.draws().at("file").pick(StoreFiles.blocks(store, aim.streams()));
            }

            @Override
            public String change(Store store, String block) throws IOException {
                return Bits.flip(store, block, aim.draws().at("bits"));
            }
        });
    }
}
