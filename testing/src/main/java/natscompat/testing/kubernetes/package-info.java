/**
 * A real Kubernetes for tests, where {@code KUBECONFIG} names one: a namespace for each test class, and images of real
 * releases in its registry. Begin at {@link TestNamespace}. Such tests carry the JUnit tag {@code kubernetes}.
 */
@NullMarked
package natscompat.testing.kubernetes;

import org.jspecify.annotations.NullMarked;
