package natscompat.mayhem.real;

import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same flipped bits through the sidecars of pods. */
@Tag("kubernetes")
class BrokenWireOnKubernetesTest extends BrokenWireTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-broken");

    @Override
    Ground ground() {
        return new KubernetesGround(NAMESPACE.name(), "v2.14.5");
    }
}
