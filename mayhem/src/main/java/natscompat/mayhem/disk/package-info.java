/**
 * Faults of what a server stores: its process is stopped, files are changed, and it is started on them. What was changed
 * is kept beside the store, before and after. Begin at {@link natscompat.mayhem.disk.TruncateBlock}. Knows files of
 * nats-server by their names (facts: nats.md 7.1), not their contents.
 */
@NullMarked
package natscompat.mayhem.disk;

import org.jspecify.annotations.NullMarked;
