/**
 * What a plan costs, from measured figures, and what is left out when a budget is too small for all of it. Begin at
 * {@link natscompat.planner.cost.Figures}. Knows finished cells only, not how they are made.
 */
@NullMarked
package natscompat.planner.cost;

import org.jspecify.annotations.NullMarked;
