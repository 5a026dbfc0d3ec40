/**
 * Which cells, in which order, at which cost, and when each fault falls: a plan is a value, made before anything is
 * started. Begin at {@link natscompat.planner.Planner}; what a walk does is in {@code walk}, when a fault falls in {@code
 * draw}, what it costs in {@code cost}. Knows no NATS, Docker or Kubernetes client, starts nothing and reads no clock: the
 * same request gives a byte-equal plan on every machine.
 */
@NullMarked
package natscompat.planner;

import org.jspecify.annotations.NullMarked;
