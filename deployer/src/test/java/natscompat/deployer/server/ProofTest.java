package natscompat.deployer.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.failure.FailureException;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.Test;

/** What a server has to show, with one that shows what a test wants. */
class ProofTest {
    @Test
    void ofAnImageThatSomebodyElseBuiltNoBinaryIsExpected() {
        assertThat(proof("", "2.14.5").await().sha256()).isEqualTo("what runs");
    }

    @Test
    void whatIsExpectedMustBeShown() {
        assertThatThrownBy(() -> proof("what was built", "2.14.5").await())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("SHA-256 of the binary is what runs instead of what was built");
        assertThatThrownBy(() -> proof("", "2.14.4").await())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("version is 2.14.4 instead of 2.14.5");
    }

    private static Proof proof(String sha256, String shown) {
        ResolvedRelease release = new ResolvedRelease(
                "image:nats:2.14.5", ServerVersion.of("2.14.5"), ReleaseSource.IMAGE, "sha256:00", "nats:2.14.5");
        return new Proof("c-0", "tag", new BuiltRelease(
                release, Path.of("/nats-server"), sha256, 0, "", "", Duration.ZERO, true), new Shows(shown));
    }

    private record Shows(String version) implements Witness {
        @Override
        public boolean alive() {
            return true;
        }

        @Override
        public String address() {
            return "10.0.0.7:8222";
        }

        @Override
        public JsonNode varz(Duration limit) throws IOException {
            return Json.mapper().readTree("{\"server_name\":\"c-0\",\"tags\":[\"tag\"],\"server_id\":\"N\",\"version\":\""
                    + version + "\"}");
        }

        @Override
        public String sha256() {
            return "what runs";
        }
    }
}
