package natscompat.deployer.line;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that two processes share. It never goes over the network: who dials shows that it knows it by the answer to a
 * challenge that is drawn anew each time.
 *
 * @param secret never shown
 */
public record Token(String secret) {
    /** Characters of a challenge, and of an answer. */
    static final int LENGTH = 64;

    private static final String KIND = "HmacSHA256";

    /** Refuses an empty one: it would let everybody in. */
    public Token {
        if (secret.isBlank()) {
            throw new IllegalArgumentException("an empty token");
        }
    }

    /** A new challenge. It decides nothing that a replay repeats, so it comes from no seed. */
    static String challenge() {
        byte[] bytes = new byte[LENGTH / 2];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What only somebody who knows the secret can answer. */
    String answer(String challenge) {
        try {
            Mac mac = Mac.getInstance(KIND);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), KIND));
            return HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + KIND, e);
        }
    }

    /** Whether that is the answer; takes the same time whatever is wrong. */
    boolean accepts(String challenge, String answer) {
        return MessageDigest.isEqual(
                answer(challenge).getBytes(StandardCharsets.UTF_8), answer.getBytes(StandardCharsets.UTF_8));
    }

    /** Never shows it. */
    @Override
    public String toString() {
        return "***";
    }
}
