/**
 * Clusters as processes on this machine. Begin at {@link LocalPlatform}; {@link LocalServer} is one server with its lives,
 * {@link Guard} ends servers when this process dies, {@link AddressBlock} owns addresses, {@link Leftovers} finds what a
 * dead run left. Must not know plans or workloads.
 */
@NullMarked
package natscompat.deployer.local;

import org.jspecify.annotations.NullMarked;
