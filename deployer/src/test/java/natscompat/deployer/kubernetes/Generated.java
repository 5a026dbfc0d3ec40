package natscompat.deployer.kubernetes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.deployer.generated.GeneratedFolder;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.DeploymentFiles;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.generator.kubernetes.Resources;
import natscompat.model.plan.Mix;
import natscompat.model.release.ServerVersion;

/** Generated folders of tests: small servers, so that several classes fit on one machine. */
final class Generated {
    static final String OLD = "v2.12.15";
    static final String NEW = "v2.14.5";
    static final Map<String, String> NO_IMAGES = Map.of(OLD, image("a"), NEW, image("b"));

    private Generated() {}

    private static String image(String digit) {
        return "registry.example/nats@sha256:" + digit.repeat(64);
    }

    static Mix mix(int olds, int news) {
        List<String> releases = new ArrayList<>(java.util.Collections.nCopies(olds, OLD));
        releases.addAll(java.util.Collections.nCopies(news, NEW));
        return new Mix(releases);
    }

    static Deployment deployment(String namespace, Layout layout, Map<String, String> images, Mix mix) {
        List<ReleaseImage> releases = new ArrayList<>();
        images.forEach((name, image) -> releases.add(new ReleaseImage(name, ServerVersion.of(name), image)));
        return new Deployment(namespace, "nats", layout, Optional.empty(), Quantity.of("256Mi"), releases, mix,
                Resources.of(Optional.of("cpu=20m,memory=96Mi"), Optional.of("memory=256Mi")), Optional.empty(),
                new TreeMap<>(), Optional.empty());
    }

    /** Writes them as {@code generate} does, and reads them as {@code start} does. */
    static GeneratedFiles files(Path folder, Deployment deployment) {
        new GeneratedFolder(folder).write(new DeploymentFiles(Templates.packed()).render(deployment, "bin/generate"));
        return GeneratedFiles.read(folder, deployment.namespace());
    }

    static String names(Collection<? extends io.fabric8.kubernetes.api.model.HasMetadata> objects) {
        return String.join(" ", objects.stream().map(ApiRequest::named).toList());
    }
}
