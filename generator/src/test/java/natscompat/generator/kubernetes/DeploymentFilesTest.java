package natscompat.generator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import natscompat.generator.Templates;
import natscompat.model.plan.Mix;
import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;

/** Which files there are. */
class DeploymentFilesTest {
    @Test
    void everyReleaseHasAFolder() {
        Deployment deployment = Deployment.of("g-one", "g-nats", Layout.PER_RELEASE, List.of(release("v2.12.15"), release("v2.14.5")),
                new Mix(List.of("v2.12.15", "v2.12.15", "v2.14.5")));
        var files = new DeploymentFiles(Templates.packed()).render(deployment, "bin/generate -n g-one");
        assertThat(files.keySet()).contains("v2-12-15/statefulset.yaml", "v2-14-5/configmap.yaml", "kustomization.yaml");
    }

    private static ReleaseImage release(String name) {
        return new ReleaseImage(name, ServerVersion.of(name), "localhost:5000/nats@sha256:" + "a".repeat(64));
    }
}
