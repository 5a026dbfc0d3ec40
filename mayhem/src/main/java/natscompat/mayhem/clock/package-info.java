/**
 * Faults of what a server takes for the time of day. Begin at {@link natscompat.mayhem.clock.ClockJump}. Knows nothing of how
 * a clock is shifted. Monotonic time stays as it is, as when an operator sets a clock.
 */
@NullMarked
package natscompat.mayhem.clock;

import org.jspecify.annotations.NullMarked;
