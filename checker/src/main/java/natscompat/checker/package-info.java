/**
 * Checks and judging, all pure: from a recorded cell to findings, proof and verdict. Begin at {@link CellEvidence}.
 * Knows no cluster, no client, no clock.
 */
@NullMarked
package natscompat.checker;

import org.jspecify.annotations.NullMarked;
