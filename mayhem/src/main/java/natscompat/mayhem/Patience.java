package natscompat.mayhem;

import java.time.Duration;
import natscompat.model.plan.PlannedFault;

/**
 * How long a fault that may not come now waits for its chance.
 *
 * @param most no longer than this, and no longer than its step unless its mode has had no other fault in that
 * @param least but always this long, even at the very end of its step
 */
record Patience(Duration most, Duration least) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2));

    /**
     * When a fault of a step of that length gives up, from the start of the step.
     *
     * @param lastChance whether its mode has had no fault in this step and will have no other one: a mode that never
     *     happens shows nothing, so the step rather lasts longer
     */
    Duration end(PlannedFault planned, Duration step, boolean lastChance) {
        Duration most = planned.offset().plus(this.most);
        if (lastChance) {
            return most;
        }
        Duration least = planned.offset().plus(this.least);
        Duration within = most.compareTo(step) < 0 ? most : step;
        return within.compareTo(least) < 0 ? least : within;
    }
}
