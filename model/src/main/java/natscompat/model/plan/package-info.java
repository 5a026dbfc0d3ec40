/**
 * The plan as a value: cells, their steps, their faults. Begin at {@link Plan}, then {@link Cell} and {@link Step}.
 * Knows nothing of how a step is carried out.
 */
@NullMarked
package natscompat.model.plan;

import org.jspecify.annotations.NullMarked;
