/**
 * One class a promise: what breaks it, seen in the evidence. Begin at {@link natscompat.checker.check.Checks}. Knows
 * nothing of controls, rounds and verdicts.
 */
@NullMarked
package natscompat.checker.check;

import org.jspecify.annotations.NullMarked;
