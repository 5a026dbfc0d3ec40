/** Tests of faults of disks that need neither server nor root; those that do are in {@code real}. */
@NullMarked
package natscompat.mayhem.disk;

import org.jspecify.annotations.NullMarked;
