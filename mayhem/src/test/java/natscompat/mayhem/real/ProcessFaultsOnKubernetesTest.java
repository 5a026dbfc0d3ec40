package natscompat.mayhem.real;

import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same faults of processes through the sidecars of pods. */
@Tag("kubernetes")
class ProcessFaultsOnKubernetesTest extends ProcessFaultsOnServersTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-process");

    @Override
    Ground ground() {
        return new KubernetesGround(NAMESPACE.name(), "v2.14.5");
    }
}
