/**
 * The link proxy: a process of its own in front of the client and route ports of a cluster's servers, which delays, limits,
 * stalls or cuts either direction between any two of them. Begin at {@link natscompat.deployer.link.LinkProxy} (inside that
 * process) or {@link natscompat.deployer.link.ProxyProcess} (outside). Knows of NATS the first two lines of a route and the
 * headers of routed messages; knows no cluster.
 */
@NullMarked
package natscompat.deployer.link;

import org.jspecify.annotations.NullMarked;
