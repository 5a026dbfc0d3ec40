/** Tests of what the doctor sees. Begin at {@link DoctorTest}. */
@NullMarked
package natscompat.cli.doctor;

import org.jspecify.annotations.NullMarked;
