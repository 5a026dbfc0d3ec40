package natscompat.publish.record;

import java.time.Duration;
import java.time.Instant;

/**
 * One line of {@code runner-ledger.jsonl}: the tool itself as an image, and what it stands on.
 *
 * @param schema version of this document, 1
 * @param version of the tool
 * @param image with its digest, as the registry served it
 * @param asked the base image as it was typed, or the usual one
 * @param base the base image with the digest that was used
 * @param os as GOOS
 * @param arch as GOARCH
 * @param pushed when the push ended
 * @param took how long image and push took
 */
public record RunnerEntry(
        int schema,
        String version,
        String image,
        String asked,
        String base,
        String os,
        String arch,
        Instant pushed,
        Duration took) {
    /** The version of this document that we write. */
    public static final int SCHEMA = 1;
}
