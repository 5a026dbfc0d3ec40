package natscompat.deployer.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import natscompat.deployer.link.Front;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;

/** What a sidecar is told by its environment. */
class SetupTest {
    @Test
    void a_pod_says_who_it_is_and_the_token() {
        Setup setup = Setup.of(Map.of("POD_NAME", "c-0", "NATS_COMPAT_SIDECAR_TOKEN", "secret"));
        assertThat(setup.server()).isEqualTo("c-0");
        assertThat(setup.linkProxy()).isFalse();
        assertThat(setup.start()).isEqualTo(Path.of("/run/nats/start.conf"));
        assertThat(setup.toString()).doesNotContain("secret");
    }

    @Test
    void a_link_proxy_stands_one_port_above_what_it_stands_in_front_of() {
        Setup setup = Setup.of(Map.of("POD_NAME", "c-0", "NATS_COMPAT_SIDECAR_TOKEN", "s", "NATS_COMPAT_LINK_PROXY", "true"));
        assertThat(setup.linkProxy()).isTrue();
        assertThat(setup.fronts()).containsExactly(
                new Front("c-0", false, "0.0.0.0", 4223, "127.0.0.1", 4222),
                new Front("c-0", true, "0.0.0.0", 6223, "127.0.0.1", 6222));
    }

    @Test
    void what_is_missing_or_means_nothing_is_said() {
        assertThatThrownBy(() -> Setup.of(Map.of("POD_NAME", "c-0")))
                .isInstanceOf(FailureException.class).hasMessageContaining("NATS_COMPAT_SIDECAR_TOKEN is not set");
        assertThatThrownBy(() -> Setup.of(Map.of("POD_NAME", "c-0", "NATS_COMPAT_SIDECAR_TOKEN", "s",
                "NATS_COMPAT_LINK_PROXY", "yes"))).hasMessageContaining("NATS_COMPAT_LINK_PROXY is yes");
    }
}
