/**
 * Faults: one class each, and the driver that injects, observes and heals what the plan says. Begin at
 * {@link FaultDriver}. Knows no planner and no workload.
 */
@NullMarked
package natscompat.mayhem;

import org.jspecify.annotations.NullMarked;
