/**
 * How an operation becomes a line of the history: attempts, their classes, the join. Begin at {@link Recorder}, then
 * {@link ErrorClasses}, the one place that knows which error means what. Knows no workload.
 */
@NullMarked
package natscompat.workloads.record;

import org.jspecify.annotations.NullMarked;
