/**
 * Promises broken on purpose, on a real cluster and behind a workload's back, so that a check that sees nothing is found
 * out. Begin at {@link natscompat.mayhem.canary.Canaries}. Knows no check: it only names the promise that must go red.
 */
@NullMarked
package natscompat.mayhem.canary;

import org.jspecify.annotations.NullMarked;
