/** Tests of natscompat.model.rundir. */
@NullMarked
package natscompat.model.rundir;

import org.jspecify.annotations.NullMarked;
