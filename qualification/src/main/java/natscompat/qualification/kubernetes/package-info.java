/**
 * A qualification on Kubernetes: images published, the head brought up and reached, its runners as an Indexed Job, and all
 * of it taken away when the run folder is home. Begin at {@link KubernetesRun}. What head and runners say to each other is
 * {@link natscompat.qualification.head}'s.
 */
@NullMarked
package natscompat.qualification.kubernetes;

import org.jspecify.annotations.NullMarked;
