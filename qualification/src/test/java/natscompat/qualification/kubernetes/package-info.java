/** Tests of what a run has on Kubernetes, without a cluster; whole runs on a real one are tested in cli. */
@NullMarked
package natscompat.qualification.kubernetes;

import org.jspecify.annotations.NullMarked;
