/** Tests of natscompat.model.release. */
@NullMarked
package natscompat.model.release;

import org.jspecify.annotations.NullMarked;
