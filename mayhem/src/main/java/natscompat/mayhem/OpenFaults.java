package natscompat.mayhem;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.mayhem.fault.Injection;
import natscompat.model.plan.PlannedFault;

/** The faults that are open now. Thread-safe. */
final class OpenFaults {
    private final List<OpenFault> open = new CopyOnWriteArrayList<>();
    private final Set<String> healing = ConcurrentHashMap.newKeySet();

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

    /** Whether the caller may heal it now: nobody else is about it. Who may says when he is done. */
    boolean beginHealing(OpenFault fault) {
        return healing.add(fault.planned().id());
    }

    /** It is healed, or it could not be. */
    void endHealing(OpenFault fault) {
        healing.remove(fault.planned().id());
    }

    List<OpenFault> now() {
        return List.copyOf(open);
    }
}
