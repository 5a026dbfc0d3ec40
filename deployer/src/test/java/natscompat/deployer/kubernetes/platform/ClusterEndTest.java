package natscompat.deployer.kubernetes.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;
import natscompat.deployer.kubernetes.ApiServer;
import natscompat.generator.kubernetes.Labels;
import org.junit.jupiter.api.Test;

class ClusterEndTest {
    @Test
    void only_what_is_of_the_same_run_goes() {
        Config config = new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build();
        try (ApiServer api = new ApiServer(new KubernetesClientBuilder().withConfig(config).build(), "ns", note -> {})) {
            assertThat(new ClusterEnd(api, "c", Map.of(Labels.RUN, "r", Labels.CELL, "7")).labels())
                    .containsOnly(Map.entry(Labels.MANAGED_BY, Labels.US), Map.entry(Labels.CLUSTER, "c"),
                            Map.entry(Labels.RUN, "r"));
            assertThat(new ClusterEnd(api, "c", Map.of()).labels()).doesNotContainKey(Labels.RUN);
        }
    }
}
