/**
 * A folder of generated files: compared and written. Begin at {@link natscompat.deployer.generated.GeneratedFolder}.
 * Knows what the files are called and whose they are, not what is in them; must not know a Kubernetes client.
 */
@NullMarked
package natscompat.deployer.generated;

import org.jspecify.annotations.NullMarked;
