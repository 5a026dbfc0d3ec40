/** Tests of the package of the same name. */
@NullMarked
package natscompat.planner.draw;

import org.jspecify.annotations.NullMarked;
