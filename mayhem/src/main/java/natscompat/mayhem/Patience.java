package natscompat.mayhem;

import java.time.Duration;
import natscompat.model.plan.PlannedFault;

/**
 * How long a fault that may not come now waits for its chance.
 *
 * @param most no longer than this, and no longer than its step
 * @param least but always this long, even at the very end of its step
 * @param lastChance what counts in place of both for the only fault of its mode in a step of a mix
 */
record Patience(Duration most, Duration least, Duration lastChance) {
    /** What keeps a fault away is a replica that has to catch up, and the gate of the next roll would wait for that, too. */
    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(30));

    /** The last chance waits no longer than any other one, but beyond the end of its step. */
    Patience(Duration most, Duration least) {
        this(most, least, most);
    }

    /** Nothing comes later than so long after its time. */
    Duration latest() {
        Duration later = most.compareTo(least) < 0 ? least : most;
        return later.compareTo(lastChance) < 0 ? lastChance : later;
    }

    /**
     * When a fault of a step of that length gives up, from the start of the step.
     *
     * @param lastChance whether its mode has had no fault in this step and will have no other one: a mode that never
     *     happens shows nothing, so the step rather lasts longer
     */
    Duration end(PlannedFault planned, Duration step, boolean lastChance) {
        if (lastChance) {
            return planned.offset().plus(this.lastChance);
        }
        Duration most = planned.offset().plus(this.most);
        Duration least = planned.offset().plus(this.least);
        Duration within = most.compareTo(step) < 0 ? most : step;
        return within.compareTo(least) < 0 ? least : within;
    }
}
