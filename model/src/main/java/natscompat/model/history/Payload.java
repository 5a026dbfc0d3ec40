package natscompat.model.history;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A payload as the history keeps it.
 *
 * @param length in bytes
 * @param hash the first 8 bytes of its SHA-256 as hex
 */
public record Payload(int length, String hash) {
    /** Measures a payload. */
    public static Payload of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Payload(bytes.length, HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As the history writes it: {@code 512:0123456789abcdef}. */
    public String text() {
        return length + ":" + hash;
    }
}
