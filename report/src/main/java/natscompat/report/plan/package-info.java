/**
 * The plan as text: what {@code plan} and {@code --dry-run} print. Begin at {@link natscompat.report.plan.PlanText}.
 * {@link natscompat.report.plan.StepText} words a step or a fault for everyone who shows one.
 */
@NullMarked
package natscompat.report.plan;

import org.jspecify.annotations.NullMarked;
