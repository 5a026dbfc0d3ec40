/**
 * A qualification whose cells run elsewhere: the head keeps plan and run folder and runs the flow of
 * {@link natscompat.qualification.Qualification}; runners claim cells and bring their folders; the command line follows and
 * fetches. Begin at {@link Head}, then {@link RunCell} and {@link RemoteRun}. Knows HTTP and files, not Kubernetes.
 */
@NullMarked
package natscompat.qualification.head;

import org.jspecify.annotations.NullMarked;
