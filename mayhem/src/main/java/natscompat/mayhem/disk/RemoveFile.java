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

/** A file that is gone: block, index, meta data or the state of a consumer. */
public final class RemoveFile implements Fault {
    private static final FaultType TYPE = new FaultType(
            "remove-file", "removes one file of a stream", "2.9.0", Set.of(), Duration.ofSeconds(60), Damage.STORE);

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
                return aim.draws().at("file").pick(StoreFiles.ofStreams(store, aim.streams())).path();
            }

            @Override
            public String change(Store store, String file) throws IOException {
                store.remove(file);
                return "removed";
            }
        });
    }
}
