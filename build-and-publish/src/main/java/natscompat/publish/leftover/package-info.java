/**
 * What a killed process leaves behind and how it is told from what a living one needs. Begin at {@link WorkFolder}.
 * Knows neither git nor Go, only where their folders are.
 */
@NullMarked
package natscompat.publish.leftover;

import org.jspecify.annotations.NullMarked;
