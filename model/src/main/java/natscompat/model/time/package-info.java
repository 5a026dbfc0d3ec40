/**
 * Clock, bounded waits and seeded draws: the only code that sleeps ({@link Waiting}) and the only source of randomness
 * ({@link Draws}). Begin at {@link RunClock}. Knows nothing of NATS.
 */
@NullMarked
package natscompat.model.time;

import org.jspecify.annotations.NullMarked;
