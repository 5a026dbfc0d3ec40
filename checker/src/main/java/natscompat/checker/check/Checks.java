package natscompat.checker.check;

import java.util.List;
import natscompat.model.catalog.CheckType;
import natscompat.model.catalog.Promise;

/** All checks there are; a new one is added here and to docs/promises.md. Stateless. */
public final class Checks {
    private static final List<Check> ALL = List.of(
            new AckedMessageKept(),
            new StoredOnce(),
            new OneSequenceOnePayload(),
            new DeliveredAtLeastOnce(),
            new NotRedeliveredAfterAck(),
            new CompareAndSet(),
            new KvHistory(),
            new AssetsExist(),
            new ReplicasAgree(),
            new ServerStaysUp(),
            new Available(),
            new Settles(),
            new CleanLog());

    private Checks() {}

    /** In the order of docs/promises.md. */
    public static List<Check> all() {
        return ALL;
    }

    /** For the catalogue. */
    public static List<CheckType> types() {
        return ALL.stream().map(Check::type).toList();
    }

    /** For the catalogue: the promise of each check. */
    public static List<Promise> promises() {
        return ALL.stream().map(Check::promise).toList();
    }
}
