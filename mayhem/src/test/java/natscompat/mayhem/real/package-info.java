/** Faults and canaries on real servers. Begin at {@link natscompat.mayhem.real.RealCell}. */
@NullMarked
package natscompat.mayhem.real;

import org.jspecify.annotations.NullMarked;
