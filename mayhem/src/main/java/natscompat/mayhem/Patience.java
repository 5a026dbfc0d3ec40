package natscompat.mayhem;

import java.time.Duration;
import natscompat.model.plan.PlannedFault;

/**
 * How long a fault that may not come now waits for its chance.
 *
 * @param most no longer than this, and no longer than its step
 * @param least but always this long, even at the very end of its step
 */
record Patience(Duration most, Duration least) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(2));

    /** When a fault of a step of that length gives up, from the start of the step. */
    Duration end(PlannedFault planned, Duration step) {
        Duration most = planned.offset().plus(this.most);
        Duration least = planned.offset().plus(this.least);
        Duration within = most.compareTo(step) < 0 ? most : step;
        return within.compareTo(least) < 0 ? least : within;
    }
}
