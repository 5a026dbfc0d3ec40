/**
 * Processes of this machine as Linux shows them, and what Java cannot do to them: begin at {@link
 * natscompat.deployer.process.Libc}. Knows nothing of nats-server.
 */
@NullMarked
package natscompat.deployer.process;

import org.jspecify.annotations.NullMarked;
