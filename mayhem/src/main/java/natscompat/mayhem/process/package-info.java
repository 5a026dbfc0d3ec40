/**
 * Faults that hit a server's process: signals, stops and starts. Begin at {@link natscompat.mayhem.process.Kill}.
 * Knows no platform: a process is what {@code Server} says of it.
 */
@NullMarked
package natscompat.mayhem.process;

import org.jspecify.annotations.NullMarked;
