package natscompat.checker;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.checker.index.Index;
import natscompat.model.history.Event;
import natscompat.model.history.FaultState;
import natscompat.model.plan.PlannedFault;
import natscompat.model.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Whether the planned faults happened. A fault that was not due is not missing, but a cell with planned faults of which
 * none was observed shows nothing.
 *
 * @param due planned faults whose time came
 * @param observed those whose effect was seen
 * @param missing what is not shown, in words
 */
record FaultProof(int due, int observed, List<String> missing) {
    static FaultProof of(Index index) {
        Map<String, Set<FaultState>> states = new HashMap<>();
        Map<String, String> details = new HashMap<>();
        for (Event.Fault f : index.events(Event.Fault.class)) {
            states.computeIfAbsent(f.id(), key -> EnumSet.noneOf(FaultState.class)).add(f.state());
            if (f.state() == FaultState.FAILED) {
                details.put(f.id(), f.detail());
            }
        }
        int planned = 0;
        int due = 0;
        int observed = 0;
        List<String> missing = new ArrayList<>();
        for (Step step : index.cell().steps()) {
            if (step instanceof Step.Dwell dwell) {
                for (PlannedFault fault : dwell.faults()) {
                    planned++;
                    Set<FaultState> seen = states.getOrDefault(fault.id(), Set.of());
                    if (seen.contains(FaultState.NOT_DUE)) {
                        continue;
                    }
                    due++;
                    String what = "fault " + fault.id() + " (" + fault.fault() + ")";
                    if (seen.contains(FaultState.OBSERVED)) {
                        observed++;
                    } else {
                        missing.add(what + " was not observed" + why(details.get(fault.id())));
                    }
                    if (seen.contains(FaultState.OBSERVED) && seen.contains(FaultState.FAILED)) {
                        missing.add(what + " was not seen to heal" + why(details.get(fault.id())));
                    }
                }
            }
        }
        if (planned > 0 && observed == 0) {
            missing.addFirst("none of " + planned + " planned faults was observed");
        }
        return new FaultProof(due, observed, List.copyOf(missing));
    }

    private static String why(@Nullable String detail) {
        return detail == null || detail.isEmpty() ? "" : ": " + detail;
    }
}
