/**
 * Faults that change who leads a group and who belongs to it, asked for through the JetStream API as an operator would.
 * Begin at {@link natscompat.mayhem.group.StreamStepDown}. Knows no process and no link.
 */
@NullMarked
package natscompat.mayhem.group;

import org.jspecify.annotations.NullMarked;
