/**
 * What the machine has and lacks. Begin at {@link natscompat.cli.doctor.Doctor}. Changes nothing that it does not undo.
 */
@NullMarked
package natscompat.cli.doctor;

import org.jspecify.annotations.NullMarked;
