/** Workloads against real servers. Begin at {@link CalmTest}. */
@NullMarked
package natscompat.workloads.real;

import org.jspecify.annotations.NullMarked;
