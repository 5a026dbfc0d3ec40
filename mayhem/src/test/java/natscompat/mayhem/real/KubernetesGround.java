package natscompat.mayhem.real;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.deployer.kubernetes.platform.KubernetesPlatform;
import natscompat.deployer.kubernetes.platform.KubernetesSettings;
import natscompat.deployer.sidecar.SidecarMain;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.platform.Platform;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestImages.Published;
import natscompat.testing.kubernetes.TestTool;

/** A namespace of a real Kubernetes. */
final class KubernetesGround implements Ground {
    private final ApiServer api;
    private final Map<String, Published> published;
    private final Platform platform;

    /** With these releases in the registry. */
    KubernetesGround(String namespace, String... releases) {
        api = new ApiServer(KubernetesClients.open(Optional.empty()), namespace, System.out::println);
        published = TestImages.published(releases);
        Map<String, String> images = new HashMap<>();
        published.forEach((name, release) -> images.put(name, release.image()));
        platform = new KubernetesPlatform(api,
                KubernetesSettings.of(images, TestTool.image(SidecarMain.class.getName()), Map.of()), System.out::println);
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public Map<String, BuiltRelease> releases(List<String> names) {
        Map<String, BuiltRelease> releases = new HashMap<>();
        for (String name : names) {
            Published image = Optional.ofNullable(published.get(name)).orElseThrow();
            releases.put(name, new BuiltRelease(
                    new ResolvedRelease(name, ServerVersion.of(name), ReleaseSource.IMAGE, image.image(), image.image()),
                    Path.of("nats-server"), image.sha256(), 0, "", "", Duration.ZERO, true));
        }
        return releases;
    }

    @Override
    public void close() {
        platform.close();
        api.close();
    }
}
