/**
 * What a cell comes to and why: {@link Verdict}, {@link Finding}, {@link Proof}, {@link Matrix}. Begin at
 * {@link Verdict}. Knows no rule of judging: those live in the checker.
 */
@NullMarked
package natscompat.model.verdict;

import org.jspecify.annotations.NullMarked;
