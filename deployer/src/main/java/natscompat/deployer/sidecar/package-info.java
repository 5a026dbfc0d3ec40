/**
 * What stands beside a server that runs in a container: it lets the server start, sends it signals, says what it runs,
 * and is its link proxy. Begin at {@link natscompat.deployer.sidecar.SidecarMain} (inside the pod) or {@link
 * natscompat.deployer.sidecar.SidecarClient} (outside). Knows processes and pipes, and nothing of Kubernetes.
 */
@NullMarked
package natscompat.deployer.sidecar;

import org.jspecify.annotations.NullMarked;
