/**
 * Checks and judging, all pure: from a recorded cell to findings, proof and verdict. Begin at {@link Judge}, which takes
 * a {@link CellEvidence}; then {@link natscompat.checker.verdict.Attribution}. Knows no cluster, no client, no clock.
 */
@NullMarked
package natscompat.checker;

import org.jspecify.annotations.NullMarked;
