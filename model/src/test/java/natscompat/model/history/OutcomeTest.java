package natscompat.model.history;

import static natscompat.model.history.Outcome.FAIL;
import static natscompat.model.history.Outcome.INFO;
import static natscompat.model.history.Outcome.OK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The join of SEMANTICS.md 1, and what the history keeps of a payload. */
class OutcomeTest {
    @Test
    void anyOkIsOk() {
        assertThat(Outcome.join(List.of(FAIL, INFO, OK))).isEqualTo(OK);
    }

    @Test
    void withoutAnOkAnyInfoIsInfo() {
        assertThat(Outcome.join(List.of(INFO, FAIL))).isEqualTo(INFO);
    }

    @Test
    void onlyFailsAreAFail() {
        assertThat(Outcome.join(List.of(FAIL, FAIL))).isEqualTo(FAIL);
    }

    @Test
    void ofNoAttemptNobodyKnows() {
        assertThat(Outcome.join(List.of())).isEqualTo(INFO);
    }

    @Test
    void aPayloadIsItsLengthAndHash() {
        assertThat(Payload.of("abc".getBytes(StandardCharsets.UTF_8)).text()).isEqualTo("3:ba7816bf8f01cfea");
    }
}
