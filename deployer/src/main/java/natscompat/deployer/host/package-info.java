/**
 * What a Linux host lets us do to one process and to the files it writes: a small disk of its own, another time of day.
 * Begin at {@link natscompat.deployer.host.Abilities}, which says what this host allows and why not the rest. Must not know
 * clusters.
 */
@NullMarked
package natscompat.deployer.host;

import org.jspecify.annotations.NullMarked;
