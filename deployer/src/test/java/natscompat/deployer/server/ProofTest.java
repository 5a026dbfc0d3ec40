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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** A left-over of another run: it answers at our address, and runs the same release. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "c-1 | [\"tag\"]            | name is c-1 instead of c-0",
        "''  | [\"tag\"]            | name is  instead of c-0",
        "c-0 | [\"other\"]          | tags is [other] instead of [tag]",
        "c-0 | []                   | tags is [] instead of [tag]",
        "c-0 | [\"tag\", \"other\"] | tags is [tag, other] instead of [tag]",
        "d-0 | [\"other\"]          | name is d-0 instead of c-0; tags is [other] instead of [tag]",
    })
    void what_has_another_name_or_owner_is_something_else(String name, String tags, String wrong) {
        assertThatThrownBy(() -> proof("what runs", new Shows(name, tags, "2.14.5")).await())
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("what answers at 10.0.0.7:8222 is something else: " + wrong + System.lineSeparator());
    }

    @Test
    void what_is_ours_tells_the_id_by_which_it_is_known_from_then_on() {
        assertThat(proof("what runs", "2.14.5").await().serverId()).isEqualTo("N");
    }

    private static Proof proof(String sha256, String shown) {
        return proof(sha256, new Shows("c-0", "[\"tag\"]", shown));
    }

    private static Proof proof(String sha256, Shows shown) {
        ResolvedRelease release = new ResolvedRelease(
                "image:nats:2.14.5", ServerVersion.of("2.14.5"), ReleaseSource.IMAGE, "sha256:00", "nats:2.14.5");
        return new Proof("c-0", "tag", new BuiltRelease(
                release, Path.of("/nats-server"), sha256, 0, "", "", Duration.ZERO, true), shown);
    }

    /** @param tags as a JSON list */
    private record Shows(String name, String tags, String version) implements Witness {
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
            return Json.mapper().readTree("{\"server_name\":\"" + name + "\",\"tags\":" + tags
                    + ",\"server_id\":\"N\",\"version\":\"" + version + "\"}");
        }

        @Override
        public String sha256() {
            return "what runs";
        }
    }
}
