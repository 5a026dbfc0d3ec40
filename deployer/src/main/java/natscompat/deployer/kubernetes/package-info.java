/**
 * Kubernetes, as far as the API server shows it: applying what was generated, starting it through gates, deleting it
 * again. Begin at {@link natscompat.deployer.kubernetes.Starting}; every request goes through {@link
 * natscompat.deployer.kubernetes.ApiServer}. Must not know the command line, and touches only what carries our labels.
 */
@NullMarked
package natscompat.deployer.kubernetes;

import org.jspecify.annotations.NullMarked;
