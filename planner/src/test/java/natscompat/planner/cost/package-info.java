/** Tests of the package of the same name. */
@NullMarked
package natscompat.planner.cost;

import org.jspecify.annotations.NullMarked;
