package natscompat.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;

class PullRegistryTest {
    private static final String DIGEST = "@sha256:" + "a".repeat(64);

    @Test
    void nodesPullTheSameDigestByTheirOwnName() {
        PullRegistry nodes = new PullRegistry(Optional.of("k3d-nats-registry:5000/nats/"));
        assertThat(nodes.of("localhost:5000/nats/nats-server" + DIGEST))
                .isEqualTo("k3d-nats-registry:5000/nats/nats-server" + DIGEST);
        assertThat(nodes.of("127.0.0.1:5000/nats-compat" + DIGEST)).isEqualTo("k3d-nats-registry:5000/nats/nats-compat" + DIGEST);
        assertThat(PullRegistry.SAME.of("localhost:5000/nats/nats-server" + DIGEST))
                .isEqualTo("localhost:5000/nats/nats-server" + DIGEST);
    }

    @Test
    void whatIsNoBeginningOfANameIsRefused() {
        assertThatThrownBy(() -> new PullRegistry(Optional.of("http://k3d:5000")))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("host:port/path");
    }
}
