package natscompat.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import natscompat.generator.kubernetes.Quantity;
import natscompat.generator.kubernetes.RunnerDeployment;
import org.junit.jupiter.api.Test;

class KubernetesOptionsTest {
    @Test
    void namespaceAndRegistryHaveNoDefault() {
        assertThatThrownBy(() -> options(Optional.empty(), Optional.of("r"), 4)).hasMessageContaining("no namespace is named");
        assertThatThrownBy(() -> options(Optional.of("n"), Optional.empty(), 4)).hasMessageContaining("no registry is named");
    }

    @Test
    void lessThanOneWorkerIsRefused() {
        assertThatThrownBy(() -> options(Optional.of("n"), Optional.of("r"), 0)).hasMessageContaining("less than one");
    }

    @Test
    void theHeadHasRoomForTwiceTheForecast() {
        KubernetesOptions options = options(Optional.of("n"), Optional.of("r"), 4);
        assertThat(deployment(options, 0).headStorage()).isEqualTo(Quantity.of("2Gi"));
        assertThat(deployment(options, 5L << 29).headStorage()).isEqualTo(Quantity.of("5Gi"));
        assertThat(deployment(options, (5L << 29) + 1).headStorage()).isEqualTo(Quantity.of("6Gi"));
    }

    private static RunnerDeployment deployment(KubernetesOptions options, long forecast) {
        return options.deployment("run", "image@sha256:0", "amd64", 4, forecast);
    }

    private static KubernetesOptions options(Optional<String> namespace, Optional<String> registry, int workers) {
        return KubernetesOptions.of(namespace, Optional.empty(), Optional.empty(), "1Gi", Optional.empty(), registry,
                Optional.empty(), false, "base", Optional.empty(), Optional.empty(), Optional.of(workers), false, false, Optional.empty());
    }
}
