/**
 * Checks and judging, all pure. Here is only what they judge, {@link CellEvidence}; then read
 * {@link natscompat.checker.judge.Judge} and {@link natscompat.checker.verdict.Attribution}. Knows no cluster, no client,
 * no clock.
 */
@NullMarked
package natscompat.checker;

import org.jspecify.annotations.NullMarked;
