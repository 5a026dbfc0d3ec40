package natscompat.deployer.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import natscompat.generator.kubernetes.Labels;
import natscompat.generator.kubernetes.Layout;
import natscompat.model.event.DeployEvent;
import natscompat.model.time.Waiting;
import natscompat.testing.kubernetes.ApiRelay;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An API server that goes away in the middle, and runs that live in the namespace. */
@Tag("kubernetes")
class AwayAndRunsTest {
    private static final Duration AWAY = Duration.ofSeconds(8);
    /** Longer than what is deleted may take to go. */
    private static final Duration LONG_AWAY = Duration.ofSeconds(65);

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("s-away");

    @TempDir
    Path folder;

    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Test
    void aStartAndADeletionGoOnWhenTheApiServerIsBack() throws Exception {
        String namespace = NAMESPACE.another();
        Map<String, String> images = TestImages.of(Generated.OLD, Generated.NEW);
        try (ApiRelay relay = new ApiRelay();
                OnKubernetes there = new OnKubernetes(new ApiServer(new KubernetesClientBuilder()
                        .withConfig(quick(relay.kubeconfig(folder)))
                        .build(), namespace, notes::add))) {
            GeneratedFiles files = Generated.files(folder.resolve("config"),
                    Generated.deployment(namespace, Layout.PER_RELEASE, images, Generated.mix(1, 2)));
            Starting starting = new Starting(there.api, event -> {
                there.events.add(event);
                if (event instanceof DeployEvent.Reached reached && List.of("pods made", "servers healthy").contains(reached.goal())) {
                    awayForAWhile(relay, AWAY);
                }
            });

            starting.start(files, new Starting.Options(false, Optional.empty()));
            assertThat(there.told()).contains("Reached[goal=releases as asked");

            new Deleting(there.api, event -> {
                there.events.add(event);
                if (event instanceof DeployEvent.Done done && done.object().equals("statefulset/nats-v2-12-15")) {
                    awayForAWhile(relay, LONG_AWAY);
                }
            }, false).delete();
            assertThat(there.told()).contains("Reached[goal=everything gone");
            assertThat(notes).filteredOn(note -> note.contains(" is away ")).hasSize(3);
            assertThat(notes).filteredOn(note -> note.contains(" is back after ")).hasSize(3);
        }
    }

    private static Config quick(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    private static void awayForAWhile(ApiRelay relay, Duration time) {
        try {
            relay.goAway();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        Thread.ofVirtual().start(() -> {
            Waiting.pause("the API server's absence", time);
            try {
                relay.comeBack();
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aRunIsKnownByItsJob() {
        String namespace = NAMESPACE.another();
        try (OnKubernetes there = new OnKubernetes(namespace)) {
            ActiveRuns runs = new ActiveRuns(there.api);
            assertThat(runs.find()).isEmpty();

            job(namespace, "run-3");

            assertThat(runs.find()).containsExactly(Map.entry("run-3", "job/run-3"));
        }
    }

    private static void job(String namespace, String run) {
        NAMESPACE.client().resource(new JobBuilder()
                        .withNewMetadata().withName(run).withLabels(ours(run)).endMetadata()
                        .withNewSpec().withSuspend(true).withNewTemplate().withNewSpec().withRestartPolicy("Never")
                        .addNewContainer().withName("head").withImage("none").endContainer().endSpec().endTemplate().endSpec()
                        .build())
                .inNamespace(namespace).create();
    }

    private static Map<String, String> ours(String run) {
        return Map.of(Labels.MANAGED_BY, Labels.US, Labels.RUN, run);
    }
}
