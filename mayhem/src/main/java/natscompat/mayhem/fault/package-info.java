/**
 * What a fault is: an inject/heal pair that is seen from outside, aimed at targets that were picked already. Begin at
 * {@link Fault}. Knows neither plan nor schedule nor who may be hit.
 */
@NullMarked
package natscompat.mayhem.fault;

import org.jspecify.annotations.NullMarked;
