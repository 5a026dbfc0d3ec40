package natscompat.mayhem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import natscompat.model.plan.PlannedFault;

/**
 * Which modes have had a fault in one step and in those before, and which fault is the last chance of its mode.
 * Thread-safe.
 */
final class Chances {
    private final Set<String> came = ConcurrentHashMap.newKeySet();
    private final Set<String> ever;
    private final Map<String, String> last;

    /**
     * Of these faults.
     *
     * @param planned in the order of their offsets
     * @param ever modes that have had a fault in the cell; added to
     */
    Chances(List<PlannedFault> planned, Set<String> ever) {
        this.ever = ever;
        Map<String, String> ids = new HashMap<>();
        planned.forEach(fault -> ids.put(fault.mode(), fault.id()));
        this.last = Map.copyOf(ids);
    }

    /** This fault was observed. */
    void came(PlannedFault fault) {
        came.add(fault.mode());
        ever.add(fault.mode());
    }

    /** Whether no fault of its mode was observed in the cell. */
    boolean unseen(PlannedFault fault) {
        return !ever.contains(fault.mode());
    }

    /** Whether no fault of its mode was observed in this step, and none is planned after it. */
    boolean last(PlannedFault fault) {
        return !came.contains(fault.mode()) && fault.id().equals(last.get(fault.mode()));
    }
}
