package natscompat.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import natscompat.model.history.Payload;

/**
 * One message as a stream's leader gives it.
 *
 * @param sequence in the stream
 * @param subject it was published on
 * @param messageId its {@code Nats-Msg-Id}, or empty
 * @param payload its length and hash
 * @param text its payload as text
 */
public record StoredMessage(long sequence, String subject, String messageId, Payload payload, String text) {
    private static final String ID = "Nats-Msg-Id:";

    /** Reads the answer of {@code $JS.API.STREAM.MSG.GET}. */
    static StoredMessage of(JsonNode answer) throws IOException {
        JsonNode message = answer.path("message");
        if (!message.path("seq").isIntegralNumber()) {
            throw new IOException("no message in the answer: " + answer);
        }
        byte[] data = bytes(message, "data");
        return new StoredMessage(message.path("seq").asLong(), message.path("subject").asText(),
                messageId(bytes(message, "hdrs")), Payload.of(data), new String(data, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(JsonNode message, String field) throws IOException {
        JsonNode node = message.get(field);
        return node == null || node.isNull() ? new byte[0] : node.binaryValue();
    }

    private static String messageId(byte[] headers) {
        for (String line : new String(headers, StandardCharsets.UTF_8).split("\r\n")) {
            if (line.regionMatches(true, 0, ID, 0, ID.length())) {
                return line.substring(ID.length()).strip();
            }
        }
        return "";
    }
}
