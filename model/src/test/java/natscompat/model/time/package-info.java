/** Tests of natscompat.model.time. */
@NullMarked
package natscompat.model.time;

import org.jspecify.annotations.NullMarked;
