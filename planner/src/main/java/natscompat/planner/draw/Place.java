package natscompat.planner.draw;

import java.time.Duration;
import natscompat.model.plan.Mix;
import natscompat.model.plan.ReleasePair;

/**
 * The dwell that faults are drawn for.
 *
 * @param step its number; part of the faults' ids
 * @param slot where it lies in the walk
 * @param mix what runs in it
 * @param pair which release counts as old and which as new
 * @param length how long it is
 */
public record Place(int step, Slot slot, Mix mix, ReleasePair pair, Duration length) {
    /** Whether this is the first dwell of the cell. */
    boolean first() {
        return slot.leg() == 0 && slot.side() == 0;
    }
}
