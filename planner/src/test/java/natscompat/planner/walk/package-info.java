/** Tests of the package of the same name. */
@NullMarked
package natscompat.planner.walk;

import org.jspecify.annotations.NullMarked;
