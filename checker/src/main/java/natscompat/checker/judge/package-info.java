/**
 * One run of one cell judged by itself: what is broken, what is proven, and whether the run counts. Begin at
 * {@link natscompat.checker.judge.Judge}. Knows no controls and no verdicts.
 */
@NullMarked
package natscompat.checker.judge;

import org.jspecify.annotations.NullMarked;
