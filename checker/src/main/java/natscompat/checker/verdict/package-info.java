/**
 * From the judgements of a cell and its controls to a verdict, and from all verdicts to an exit code (SEMANTICS.md 3).
 * Begin at {@link natscompat.checker.verdict.Attribution}. Knows no history and no events.
 */
@NullMarked
package natscompat.checker.verdict;

import org.jspecify.annotations.NullMarked;
