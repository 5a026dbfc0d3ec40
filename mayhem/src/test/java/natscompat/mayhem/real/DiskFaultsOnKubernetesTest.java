package natscompat.mayhem.real;

import java.util.Optional;
import natscompat.platform.Server;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same faults of stores through the sidecars of pods. */
@Tag("kubernetes")
class DiskFaultsOnKubernetesTest extends DiskFaultsOnServersTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-disk");

    @Override
    Ground ground() {
        return new KubernetesGround(NAMESPACE.name(), "v2.14.5");
    }

    @Override
    Optional<String> writeLimit(Server server) {
        return Optional.empty();
    }
}
