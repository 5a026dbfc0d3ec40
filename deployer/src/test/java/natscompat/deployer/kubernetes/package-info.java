/** Tests of what starts and deletes on Kubernetes: without a cluster, and, tagged {@code kubernetes}, on a real one. */
@NullMarked
package natscompat.deployer.kubernetes;

import org.jspecify.annotations.NullMarked;
