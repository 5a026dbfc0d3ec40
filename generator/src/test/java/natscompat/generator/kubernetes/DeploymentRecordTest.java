package natscompat.generator.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a folder was made from can be read again. */
class DeploymentRecordTest {
    private static final DeploymentRecord RECORD = new DeploymentRecord(
            Samples.deployment(Layout.IN_PLACE).with(new Sidecar("r/n@sha256:" + "1".repeat(64), true)),
            Samples.COMMAND,
            Optional.of(Path.of("mine")));

    @Test
    void itReadsWhatItWrote() {
        assertThat(DeploymentRecord.read("deployment.json", RECORD.text())).isEqualTo(RECORD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"schema\" : 1|\"schema\" : 0|it is of schema 0, and this version of the tool writes 1",
        "Made by nats-compat|Made by me|it was not made by nats-compat",
        "{|{{|it is no document of ours",
        "\"cluster\" : \"nats\"|\"cluster\" : \"Nats\"|use Nats as the name of a cluster",
        "IN_PLACE|IN_PARTS|it is no document of ours"
    })
    void anotherOneIsRefused(String right, String wrong, String words) {
        String text = RECORD.text().replace(right, wrong);
        assertThatThrownBy(() -> DeploymentRecord.read("deployment.json", text))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining(words);
    }

    @Test
    void theNamespaceIsReadFromAnySchema() {
        assertThat(DeploymentRecord.namespace(RECORD.text().replace("\"schema\" : 1", "\"schema\" : 0"))).isEqualTo("qualify");
        assertThat(DeploymentRecord.namespace("not json")).isEmpty();
    }
}
