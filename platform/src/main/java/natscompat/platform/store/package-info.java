/**
 * What a server stores as files that faults read and change, on any platform. Begin at {@link
 * natscompat.platform.store.Store}. Knows nothing of what is in the files.
 */
@NullMarked
package natscompat.platform.store;

import org.jspecify.annotations.NullMarked;
