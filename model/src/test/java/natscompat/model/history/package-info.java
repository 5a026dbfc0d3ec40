/** Tests of natscompat.model.history. */
@NullMarked
package natscompat.model.history;

import org.jspecify.annotations.NullMarked;
