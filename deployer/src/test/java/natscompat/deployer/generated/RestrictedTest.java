package natscompat.deployer.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.deployer.kubernetes.GeneratedFiles;
import natscompat.deployer.kubernetes.KubernetesClients;
import natscompat.deployer.kubernetes.Starting;
import natscompat.generator.Templates;
import natscompat.generator.kubernetes.Deployment;
import natscompat.generator.kubernetes.DeploymentFiles;
import natscompat.generator.kubernetes.DeploymentRecord;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.Layout;
import natscompat.generator.kubernetes.ReleaseImage;
import natscompat.generator.kubernetes.RunnerDeployment;
import natscompat.generator.kubernetes.RunnerFiles;
import natscompat.generator.kubernetes.Sidecar;
import natscompat.model.event.DeployEvent;
import natscompat.model.plan.Mix;
import natscompat.model.release.ServerVersion;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server that enforces {@code restricted} accepts everything that can be generated. Nothing is stored. */
@Tag("kubernetes")
class RestrictedTest {
    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("g-restricted");

    private static final String IMAGE = "localhost:5000/nats@sha256:" + "0".repeat(64);

    static Stream<Deployment> deployments() {
        List<ReleaseImage> releases = Stream.of("v2.9.25", "v2.14.5")
                .map(name -> new ReleaseImage(name, ServerVersion.of(name), IMAGE))
                .toList();
        return Stream.of(Layout.values()).flatMap(layout -> {
            // The namespace is made later; each test puts its name in.
            Deployment plain = Deployment.of("later", "nats", layout, releases, new Mix(List.of("v2.9.25", "v2.9.25", "v2.14.5")));
            return Stream.of(plain, plain.with(new Sidecar(IMAGE, false)),
                    plain.with(new Sidecar(IMAGE, true)).labelled(Map.of(Labels.RUN, "r1", Labels.CELL, "7")));
        });
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void the_api_server_accepts_it(Deployment sample) {
        Deployment deployment = new Deployment(NAMESPACE.name(), sample.cluster(), sample.layout(), Optional.of("standard"),
                sample.storageSize(), sample.releases(), sample.mix(), sample.resources(), sample.sidecar(), sample.labels(),
                Optional.of("regcred"));
        DeploymentRecord record = new DeploymentRecord(deployment, "bin/generate -n " + NAMESPACE.name(), Optional.empty());
        SortedMap<String, String> texts =
                new TreeMap<>(new DeploymentFiles(Templates.packed()).render(deployment, record.command()));
        texts.putAll(new RunnerFiles(Templates.packed()).render(new RunnerDeployment(NAMESPACE.name(), "example",
                Optional.of("standard"), deployment.storageSize(), deployment.storageSize(), IMAGE, Optional.empty(),
                Optional.of("regcred"), 4), record.command()));
        GeneratedFiles files = new GeneratedFiles(Path.of("memory"), record, texts);
        List<DeployEvent> events = new ArrayList<>();
        try (ApiServer api = new ApiServer(KubernetesClients.open(Optional.empty()), NAMESPACE.name(), line -> {})) {
            new Starting(api, events::add).validate(files);
        }
        assertThat(events).last().isInstanceOf(DeployEvent.Ended.class);
        assertThat(NAMESPACE.client().services().inNamespace(NAMESPACE.name()).list().getItems()).isEmpty();
        assertThat(NAMESPACE.client().batch().v1().jobs().inNamespace(NAMESPACE.name()).list().getItems()).isEmpty();
    }
}
