package natscompat.qualification.head;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import natscompat.model.failure.Failure;

/**
 * The secret of one run, without which a head answers nobody. Read from a file; never in an argument, never printed.
 *
 * @param value one word
 */
public record Token(String value) {
    private static final int BYTES = 16;
    private static final String SCHEME = "Bearer ";

    /** Refuses one that is no secret. */
    public Token {
        if (value.length() < 16 || !value.equals(value.strip())) {
            throw Failure.input("take the token of the run", "it is shorter than 16 signs, or has blanks around it",
                    "See that the Secret of the run is mounted.");
        }
    }

    /** A new one, of 128 bits. It decides nothing that a replay repeats, so it comes from no seed. */
    public static Token drawn() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(HexFormat.of().formatHex(bytes));
    }

    /** Reads it from a file that holds nothing else. */
    public static Token read(Path file) {
        try {
            return new Token(Files.readString(file).strip());
        } catch (IOException e) {
            throw Failure.input("read the token of the run from " + file, String.valueOf(e),
                    "See that the Secret of the run is mounted.").causedBy(e);
        }
    }

    /** The header that carries it. */
    String header() {
        return SCHEME + value;
    }

    /** Whether a header carries it. Takes as long for a wrong one as for a right one. */
    boolean isIn(String header) {
        return MessageDigest.isEqual(
                header().getBytes(StandardCharsets.UTF_8), header.getBytes(StandardCharsets.UTF_8));
    }

    /** Never shows it. */
    @Override
    public String toString() {
        return "***";
    }
}
