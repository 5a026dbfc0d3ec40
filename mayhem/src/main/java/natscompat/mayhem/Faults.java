package natscompat.mayhem;

import java.util.List;
import java.util.Optional;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.process.Kill;
import natscompat.mayhem.process.KillAll;
import natscompat.mayhem.process.Pause;
import natscompat.mayhem.process.Reload;
import natscompat.mayhem.process.Restart;
import natscompat.model.catalog.FaultType;

/** All kinds of faults. A new one gets a line here. */
public final class Faults {
    private static final List<Fault> ALL =
            List.of(new Restart(), new Kill(), new KillAll(), new Pause(), new Reload());

    private Faults() {}

    /** The catalogue's part: every kind of fault. */
    public static List<FaultType> types() {
        return ALL.stream().map(Fault::type).toList();
    }

    /** The faults themselves. */
    static List<Fault> all() {
        return ALL;
    }

    static Optional<Fault> named(List<Fault> faults, String name) {
        return faults.stream().filter(fault -> fault.type().name().equals(name)).findFirst();
    }
}
