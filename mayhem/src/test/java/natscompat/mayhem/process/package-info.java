/** Tests of what the faults of processes know of their servers, without a process. */
@NullMarked
package natscompat.mayhem.process;

import org.jspecify.annotations.NullMarked;
