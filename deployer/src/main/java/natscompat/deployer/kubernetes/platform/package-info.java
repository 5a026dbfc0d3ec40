/**
 * Clusters as pods, in place: one StatefulSet whose image and partition say which ordinals run which release. Begin at
 * {@link natscompat.deployer.kubernetes.platform.KubernetesPlatform}; {@link
 * natscompat.deployer.kubernetes.platform.KubernetesServer} is one server with its lives and pods. Knows no plan and no
 * workload, and touches only what carries its cluster's labels.
 */
@NullMarked
package natscompat.deployer.kubernetes.platform;

import org.jspecify.annotations.NullMarked;
