/**
 * One question a line, one answer a line, between processes of ours that share a token. Begin at {@link
 * natscompat.deployer.line.LineServer}. Knows nothing of what is said.
 */
@NullMarked
package natscompat.deployer.line;

import org.jspecify.annotations.NullMarked;
