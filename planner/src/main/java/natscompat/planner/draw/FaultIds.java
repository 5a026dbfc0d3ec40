package natscompat.planner.draw;

import java.util.ArrayList;
import java.util.List;
import natscompat.model.plan.PlannedFault;

/** The ids of faults: number of the step that holds them, and their number in it. */
public final class FaultIds {
    private FaultIds() {}

    /** The faults of a step that has got another number. */
    public static List<PlannedFault> renumbered(List<PlannedFault> faults, int step) {
        List<PlannedFault> renumbered = new ArrayList<>();
        for (PlannedFault fault : faults) {
            renumbered.add(with(fault, step, renumbered.size() + 1));
        }
        return List.copyOf(renumbered);
    }

    static PlannedFault with(PlannedFault fault, int step, int number) {
        return new PlannedFault(
                step + "." + number,
                fault.mode(),
                fault.fault(),
                fault.role(),
                fault.ordinals(),
                fault.offset(),
                fault.open(),
                fault.waitsForRecovery(),
                fault.draw());
    }
}
