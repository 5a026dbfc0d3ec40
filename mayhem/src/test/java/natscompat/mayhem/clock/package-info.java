/** Tests of how clocks of servers are read, without a server. */
@NullMarked
package natscompat.mayhem.clock;

import org.jspecify.annotations.NullMarked;
