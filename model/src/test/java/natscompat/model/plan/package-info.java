/** Tests of natscompat.model.plan. */
@NullMarked
package natscompat.model.plan;

import org.jspecify.annotations.NullMarked;
