/**
 * A release of nats-server: as it was asked for, resolved once, and built. Begin at {@link ResolvedRelease}. Knows
 * neither git nor Go.
 */
@NullMarked
package natscompat.model.release;

import org.jspecify.annotations.NullMarked;
