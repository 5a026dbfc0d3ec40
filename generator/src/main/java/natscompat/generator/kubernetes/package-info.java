/**
 * A mix of releases to the YAML of a Kubernetes deployment, as values: a pure function, byte-equal for equal input. Begin
 * at {@link DeploymentFiles}, which takes a {@link Deployment}. Must not know a Kubernetes client, write files or hold
 * secrets: passwords stand in a Secret that somebody else makes, and are only referred to.
 */
@NullMarked
package natscompat.generator.kubernetes;

import org.jspecify.annotations.NullMarked;
