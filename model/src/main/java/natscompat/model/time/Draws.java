package natscompat.model.time;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * Seeded draws by stable name. Every decision has its own generator, derived from (seed, name of the decision), so
 * adding a decision moves no other one. Immutable; each call of a drawing method on an equal value draws the same.
 *
 * @param seed the seed of the run
 * @param path the name of the decision so far, parts joined by '/'
 */
public record Draws(long seed, String path) {
    /** The root of all draws of a run. */
    public static Draws of(long seed) {
        return new Draws(seed, "");
    }

    /** The draws of a named part. */
    public Draws at(Object... parts) {
        StringBuilder name = new StringBuilder(path);
        for (Object part : parts) {
            name.append('/').append(part);
        }
        return new Draws(seed, name.toString());
    }

    /** A generator that belongs to this name alone. */
    public Random random() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((seed + ":" + path).getBytes(StandardCharsets.UTF_8));
            long derived = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                derived = (derived << Byte.SIZE) | (digest[i] & 0xff);
            }
            return new Random(derived);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    public int between(int low, int high) {
        return low + random().nextInt(high - low + 1);
    }

    /** A duration from {@code low} to {@code high}, in whole milliseconds, both included. */
    public Duration between(Duration low, Duration high) {
        long span = high.toMillis() - low.toMillis();
        return low.plusMillis(span <= 0 ? 0 : random().nextLong(span + 1));
    }

    /** One of the values. */
    public <T> T pick(List<T> values) {
        return values.get(random().nextInt(values.size()));
    }

    /** The values in a drawn order. */
    public <T> List<T> shuffled(List<T> values) {
        List<T> copy = new ArrayList<>(values);
        Collections.shuffle(copy, random());
        return List.copyOf(copy);
    }

    /** Whether an event of this probability happens. */
    public boolean happens(double probability) {
        return random().nextDouble() < probability;
    }

    /** So many bytes as lower-case hex: ids and payloads that must be the same in a replay. */
    public String hex(int bytes) {
        byte[] drawn = new byte[bytes];
        random().nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
