package natscompat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import natscompat.model.history.Payload;
import natscompat.model.rundir.Json;
import org.junit.jupiter.api.Test;

final class StoredMessageTest {
    private static JsonNode answer(String headers, String data) throws IOException {
        return Json.mapper().readTree("{\"message\":{\"subject\":\"a.b\",\"seq\":7,\"hdrs\":\"%s\",\"data\":\"%s\"}}"
                .formatted(base64(headers), base64(data)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsSequenceSubjectIdAndPayload() throws IOException {
        StoredMessage message = StoredMessage.of(answer("NATS/1.0\r\nX: y\r\nNats-Msg-Id: pull-1\r\n\r\n", "hello"));

        assertThat(message).isEqualTo(new StoredMessage(
                7, "a.b", "pull-1", Payload.of("hello".getBytes(StandardCharsets.UTF_8)), "hello"));
    }

    @Test
    void hasNoIdWhereThereAreNoHeadersAndNoDataWhereThereIsNone() throws IOException {
        JsonNode bare = Json.mapper().readTree("{\"message\":{\"subject\":\"a\",\"seq\":1}}");

        StoredMessage message = StoredMessage.of(bare);

        assertThat(message.messageId()).isEmpty();
        assertThat(message.payload().length()).isZero();
    }

    @Test
    void refusesAnAnswerWithoutAMessage() throws IOException {
        JsonNode other = Json.mapper().readTree("{\"type\":\"something\"}");

        assertThatThrownBy(() -> StoredMessage.of(other)).isInstanceOf(IOException.class);
    }
}
