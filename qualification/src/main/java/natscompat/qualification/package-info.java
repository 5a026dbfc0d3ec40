/**
 * Carries a plan out. Begin at {@link Qualification}: the whole flow, top to bottom; then {@link CellRunner}, the flow of
 * one cell. Knows how nothing is shown: it emits run events.
 */
@NullMarked
package natscompat.qualification;

import org.jspecify.annotations.NullMarked;
