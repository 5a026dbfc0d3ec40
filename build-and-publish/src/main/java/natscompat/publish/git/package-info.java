/**
 * Repositories of nats-server, read and checked out through JGit, which has no worktree command of its own. Begin at
 * {@link GitSource}. Knows nothing of Go, caches or images; writes nothing to a repository but worktree entries.
 */
@NullMarked
package natscompat.publish.git;

import org.jspecify.annotations.NullMarked;
