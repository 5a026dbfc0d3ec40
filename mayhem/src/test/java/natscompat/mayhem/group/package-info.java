/** Tests of faults of groups that need no server; those that do are in {@code real}. */
@NullMarked
package natscompat.mayhem.group;

import org.jspecify.annotations.NullMarked;
