/**
 * Binaries that were built already, in the user's cache folder, shared by clones and processes. Begin at
 * {@link BinaryCache}. Knows neither git nor how to build.
 */
@NullMarked
package natscompat.publish.cache;

import org.jspecify.annotations.NullMarked;
