package natscompat.mayhem.real;

import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same named recoveries through the sidecars of pods. */
@Tag("kubernetes")
class ScriptsOnKubernetesTest extends ScriptsOnServersTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-scripts");

    @Override
    Ground ground() {
        return new KubernetesGround(NAMESPACE.name(), "v2.12.15", "v2.14.5");
    }
}
