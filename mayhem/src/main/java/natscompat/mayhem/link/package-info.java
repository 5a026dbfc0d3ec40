/**
 * Faults of links: partitions, and links that are slow, lossy, narrow or wrong. All are told to the cluster's link proxy and
 * seen by messages of our own that cross the link or do not, and by what the proxy counts. Begin at {@link
 * natscompat.mayhem.link.Partition} and {@link natscompat.mayhem.link.Slow}. Knows no proxy.
 */
@NullMarked
package natscompat.mayhem.link;

import org.jspecify.annotations.NullMarked;
