/** Tests of what faults take for seen, without a server. */
@NullMarked
package natscompat.mayhem.fault;

import org.jspecify.annotations.NullMarked;
