package natscompat.qualification.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.Map;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.RunnerNames;
import natscompat.model.time.Waiting;
import natscompat.qualification.head.RunnerPods;
import natscompat.testing.kubernetes.TestImages;
import natscompat.testing.kubernetes.TestNamespace;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runners that end without their cell, as a real Indexed Job and the account of the head see them. */
@Tag("kubernetes")
class LostRunnersTest {
    private static final String RELEASE = "v2.14.5";
    private static final String BATCH = "nc-r1-b0";

    @RegisterExtension
    static final TestNamespace NAMESPACE = TestNamespace.prefixed("h-lost");

    @Test
    void an_index_that_used_up_its_tries_is_lost_with_the_end_of_each_of_its_pods() {
        String namespace = NAMESPACE.another();
        KubernetesClient all = NAMESPACE.client();
        RunAccounts.make(all, namespace);
        try (ApiServer api = RunAccounts.as(all, namespace, new RunnerNames(RunAccounts.RUN).head(), notice -> {})) {
            IndexedJob pods = new IndexedJob(api, template(namespace), notice -> {});
            try (RunnerPods.Started batch = pods.start(BATCH, 2, 2)) {
                Map<Integer, String> lost = Waiting.until("both indexes to be over", Duration.ofMinutes(2),
                        Duration.ofMillis(200), () -> {
                            Map<Integer, String> now = batch.lost();
                            return now.size() == 2 ? Waiting.Look.there(now) : Waiting.Look.notYet(now.toString());
                        });
                String end = BATCH + "-0-\\w+ ended with exit code 1: [^;]*none\\.conf[^;]*";
                assertThat(lost.get(0)).matches("its runners died: " + end + "; " + end);
                assertThat(lost.get(1)).isEqualTo("its runner ended without bringing it");
            }
        }
    }

    /**
     * The job as it is generated, but for what runs in it, and with one more try: nats-server says its version and ends well
     * where the index is 1, and does not find its configuration where it is 0.
     */
    private static String template(String namespace) {
        Job generated = Serialization.unmarshal(
                RunAccounts.files(namespace).getOrDefault("runner/cells-job.yaml", ""), Job.class);
        return Serialization.asYaml(new JobBuilder(generated)
                .editSpec()
                .withBackoffLimitPerIndex(1)
                .editTemplate().editSpec()
                .withVolumes()
                .editFirstContainer()
                .withImage(TestImages.of(RELEASE).get(RELEASE))
                .withArgs("--version=$(NATS_COMPAT_INDEX)", "--config", "/none.conf")
                .withVolumeMounts()
                .endContainer()
                .endSpec().endTemplate()
                .endSpec()
                .build());
    }
}
