package natscompat.mayhem.real;

import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same faults of links through the sidecars of pods. */
@Tag("kubernetes")
class LinksOnKubernetesTest extends LinksFromOutsideTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-links");

    @Override
    Ground ground() {
        return new KubernetesGround(NAMESPACE.name(), "v2.12.15", "v2.14.5");
    }

    /** In place there are two releases at most. */
    @Override
    String[] mix() {
        return new String[] {"v2.12.15", "v2.12.15", "v2.14.5"};
    }
}
