/**
 * Client programs with a promise of their own. Begin at {@link Workload}, the protocol, then at one of its packages. Knows
 * servers only as endpoints: neither platforms nor mayhem nor checks.
 */
@NullMarked
package natscompat.workloads;

import org.jspecify.annotations.NullMarked;
