/**
 * The record of what was built and pushed, in the folder {@code built/}. Begin at {@link BuiltRecord}. Knows neither how
 * to build nor how to push.
 */
@NullMarked
package natscompat.publish.record;

import org.jspecify.annotations.NullMarked;
