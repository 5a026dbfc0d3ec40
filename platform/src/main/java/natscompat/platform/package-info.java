/**
 * Where clusters run, as interfaces: {@link Platform}, {@link Cluster}, {@link Server}. Begin at {@link Platform}. Knows
 * neither processes nor Kubernetes: those are the deployer's.
 */
@NullMarked
package natscompat.platform;

import org.jspecify.annotations.NullMarked;
