/** Tests of the planner. Begin at {@link natscompat.planner.Fakes}: a small catalogue and releases that nobody builds. */
@NullMarked
package natscompat.planner;

import org.jspecify.annotations.NullMarked;
