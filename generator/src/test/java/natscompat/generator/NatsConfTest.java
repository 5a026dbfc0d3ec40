package natscompat.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import natscompat.generator.ServerConfig.Limits;
import natscompat.model.release.ServerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden files of nats.conf: one a minor, one server behind a proxy, one for containers. */
class NatsConfTest {
    @ParameterizedTest
    @ValueSource(strings = {"2.9.25", "2.10.9", "2.10.29", "2.11.17", "2.12.15", "2.14.5"})
    void each_minor_gets_the_keys_that_it_knows(String version) throws IOException {
        assertThat(new NatsConf().render(Configs.of(version))).isEqualTo(golden("nats-" + version + ".conf"));
    }

    /** Faults are planned that last about as long as the default sync interval of 2 min (planner, {@code Stays}). */
    @ParameterizedTest
    @ValueSource(strings = {"2.9.25", "2.14.5"})
    void servers_sync_as_they_do_by_default(String version) {
        assertThat(new NatsConf().render(Configs.of(version))).doesNotContain("sync");
    }

    @Test
    void a_server_behind_a_proxy_listens_on_one_address_and_advertises_another() throws IOException {
        String text = new NatsConf().render(Configs.behindProxy(Configs.of("2.14.5")));
        assertThat(text).isEqualTo(golden("nats-behind-proxy.conf"));
    }

    @Test
    void all_containers_of_a_release_share_one_text_without_any_password() throws IOException {
        ContainerConfig config = new ContainerConfig(ServerVersion.of("2.14.5"), "c1", "owner:abc",
                ContainerConfig.Ports.USUAL, "/data", "/run/nats/nats.pid", Limits.DEFAULT);
        assertThat(new NatsConf().render(config)).isEqualTo(golden("nats-container.conf"));
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = NatsConfTest.class.getResourceAsStream(name)) {
            assertThat(in).as("golden file %s", name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
