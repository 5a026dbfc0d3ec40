/**
 * How long each dwell is and which fault falls where in it. Begin at {@link natscompat.planner.draw.FaultSchedule}. Every
 * draw is made by the stable name of its decision, so that no decision moves another one. Knows no profile and no budget.
 */
@NullMarked
package natscompat.planner.draw;

import org.jspecify.annotations.NullMarked;
