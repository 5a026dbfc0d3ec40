/** Small disks and other times of day, on this host. Begin at {@link natscompat.deployer.host.ServerClockTest}. */
@NullMarked
package natscompat.deployer.host;

import org.jspecify.annotations.NullMarked;
