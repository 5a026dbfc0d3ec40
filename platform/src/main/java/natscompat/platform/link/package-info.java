/**
 * Links between servers and clients as things that faults change, on any platform. Begin at
 * {@link natscompat.platform.link.Links}. Knows no proxy.
 */
@NullMarked
package natscompat.platform.link;

import org.jspecify.annotations.NullMarked;
