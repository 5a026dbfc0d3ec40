package natscompat.mayhem;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.mayhem.fault.Injection;
import natscompat.model.plan.PlannedFault;

/** The faults that are open now. Thread-safe. */
final class OpenFaults {
    private final List<OpenFault> open = new CopyOnWriteArrayList<>();

    /** One open fault. */
    record OpenFault(PlannedFault planned, Ticket ticket, Injection injection) {
        String text() {
            return planned.fault() + " -> " + String.join(" ", ticket.names());
        }
    }

    void add(OpenFault fault) {
        open.add(fault);
    }

    void remove(OpenFault fault) {
        open.remove(fault);
    }

    List<OpenFault> now() {
        return List.copyOf(open);
    }
}
