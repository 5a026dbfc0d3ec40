package natscompat.mayhem.real;

import java.nio.file.Path;
import java.util.Optional;
import natscompat.platform.Server;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same under a new name in a pod, where a StatefulSet shows two releases at a time. */
@Tag("kubernetes")
class RejoinOnKubernetesTest extends RejoinOnServersTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("p-rejoin");

    @Override
    Ground ground() {
        return new KubernetesGround(NAMESPACE.name(), "v2.9.25", "v2.10.29", "v2.12.15", "v2.14.5");
    }

    @Override
    Optional<Path> marker(Server server) {
        return Optional.empty();
    }

    @Override
    String[] around(String release) {
        return new String[] {release, release, "v2.14.5"};
    }
}
