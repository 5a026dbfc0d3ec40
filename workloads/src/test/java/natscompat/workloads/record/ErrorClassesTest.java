package natscompat.workloads.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import natscompat.client.JetStreamApi;
import natscompat.model.history.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of errors, row by row (facts nats.md 5.3, SEMANTICS.md 1). */
final class ErrorClassesTest {
    @ParameterizedTest
    @ValueSource(ints = {10071, 10164, 10070, 10060, 10063, 10158, 10167, 10174, 10185, 10054, 10058, 10109})
    void nothingWasStoredAtTheFirstAttempt(int code) {
        assertThat(ErrorClasses.ofCode(code, Deed.PUBLISH, false)).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "10158, PUBLISH", "10071, PUBLISH", "10164, PUBLISH", "10059, DELETE", "10058, CREATE",
    })
    void onARetryTheySettleNothing(int code, Deed deed) {
        assertThat(ErrorClasses.ofCode(code, deed, false)).isEqualTo(Outcome.FAIL);
        assertThat(ErrorClasses.ofCode(code, deed, true)).isEqualTo(Outcome.INFO);
    }

    @ParameterizedTest
    @ValueSource(ints = {10070, 10060, 10054, 10185})
    void otherRefusalsAreCertainOnARetryToo(int code) {
        assertThat(ErrorClasses.ofCode(code, Deed.PUBLISH, true)).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(ints = {10008, 10009, 10039, 10076, 10118, 10194})
    void unavailableIsCertainForReadsOnly(int code) {
        assertThat(ErrorClasses.ofCode(code, Deed.READ, false)).isEqualTo(Outcome.FAIL);
        assertThat(ErrorClasses.ofCode(code, Deed.CREATE, false)).isEqualTo(Outcome.INFO);
        assertThat(ErrorClasses.ofCode(code, Deed.PUBLISH, false)).isEqualTo(Outcome.INFO);
    }

    @Test
    void aRetriedReadThatFindsNothingStillFoundNothing() {
        assertThat(ErrorClasses.ofCode(10059, Deed.READ, true)).isEqualTo(Outcome.FAIL);
    }

    @ParameterizedTest
    @EnumSource(Deed.class)
    void aFailedStoreAndAnythingUnknownProveNothing(Deed deed) {
        assertThat(ErrorClasses.ofCode(10077, deed, false)).isEqualTo(Outcome.INFO);
        assertThat(ErrorClasses.ofCode(0, deed, false)).isEqualTo(Outcome.INFO);
        assertThat(ErrorClasses.ofCode(19999, deed, false)).isEqualTo(Outcome.INFO);
    }

    @Test
    void noResponderAndNotSentAreCertain() {
        assertThat(ErrorClasses.of(new IOException("Error Publishing: 503 No Responders Available For Request")))
                .isEqualTo(Outcome.FAIL);
        assertThat(ErrorClasses.of(new JetStreamApi.NotSent("not connected", new IllegalStateException())))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void noAnswerIsNot() {
        assertThat(ErrorClasses.of(new IOException("Timeout or no response waiting for NATS JetStream server")))
                .isEqualTo(Outcome.INFO);
        assertThat(ErrorClasses.of(new IOException())).isEqualTo(Outcome.INFO);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Connection is Closed",
        "Connection is Draining",
        "Unable to queue any more messages during reconnect, max buffer is 0",
        "Output queue is full 5000"
    })
    void refusedBeforeSendingIsCertain(String text) {
        assertThat(ErrorClasses.of(new IllegalStateException(text))).isEqualTo(Outcome.FAIL);
    }

    @Test
    void anyOtherIllegalStateIsABugOfOursAndComesThrough() {
        IllegalStateException bug = new IllegalStateException("no such thing");

        assertThatThrownBy(() -> ErrorClasses.of(bug)).isSameAs(bug);
    }
}
