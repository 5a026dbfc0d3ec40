/** How attempts become operations. Begin at {@link ErrorClassesTest}. */
@NullMarked
package natscompat.workloads.record;

import org.jspecify.annotations.NullMarked;
