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

/** A block that lost its tail, as after a file system check (facts: bugs.md F2). */
public final class TruncateBlock implements Fault {
    private static final FaultType TYPE = new FaultType(
            "truncate-block", "cuts the last third off a message block", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.STORE);

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
                long size = StoreFiles.size(store, block);
                store.truncate(block, size * 2 / 3);
                return "cut from " + size + " to " + size * 2 / 3 + " bytes";
            }
        });
    }
}
