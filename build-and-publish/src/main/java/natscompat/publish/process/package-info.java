/**
 * Other programs that we start: each dies with us, whatever way we die. Begin at {@link Command}. Knows neither git nor
 * Go.
 */
@NullMarked
package natscompat.publish.process;

import org.jspecify.annotations.NullMarked;
