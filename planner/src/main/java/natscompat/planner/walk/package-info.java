/**
 * Paths of mixes: which servers change when, without times and without faults. Begin at {@link
 * natscompat.planner.walk.Walk}, then {@link natscompat.planner.walk.Route}. Knows neither modes nor seconds.
 */
@NullMarked
package natscompat.planner.walk;

import org.jspecify.annotations.NullMarked;
