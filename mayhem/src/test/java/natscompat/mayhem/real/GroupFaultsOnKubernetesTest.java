package natscompat.mayhem.real;

import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same faults of groups in pods, where a StatefulSet shows two releases at a time. */
@Tag("kubernetes")
class GroupFaultsOnKubernetesTest extends GroupFaultsOnServersTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-groups");

    @Override
    Ground ground() {
        return new KubernetesGround(NAMESPACE.name(), "v2.12.15", "v2.14.5");
    }

    @Override
    String[] mixed() {
        return new String[] {"v2.12.15", "v2.12.15", "v2.14.5"};
    }
}
