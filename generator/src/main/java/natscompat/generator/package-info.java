/**
 * Templates to files, as values: nats.conf of one server of one version. Begin at {@link NatsConf}. Knows which key
 * exists in which version ({@link ConfigKeys}); must not know where servers run, write files or start anything.
 */
@NullMarked
package natscompat.generator;

import org.jspecify.annotations.NullMarked;
