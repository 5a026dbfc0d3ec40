package natscompat.publish.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import natscompat.publish.cache.Provenance;

/**
 * One line of {@code ledger.jsonl}: a build, and where its image is.
 *
 * @param schema version of this document, 1
 * @param name the tag, else branch and 12 digits of the commit; then the kind of machine, if not that of the publisher
 * @param asked what was typed
 * @param provenance how the binary came to be
 * @param push empty when nothing was pushed
 */
public record LedgerEntry(int schema, String name, String asked, Provenance provenance, Optional<Push> push) {
    /** The version of this document that we write. */
    public static final int SCHEMA = 1;

    private static final Pattern BY_COMMIT = Pattern.compile(".*-[0-9a-f]{12}(-[a-z0-9]+){0,2}");

    /**
     * An image in a registry.
     *
     * @param image its name, without tag
     * @param digest as the registry served it
     * @param tags under which it can be had
     * @param engine {@code jib} or {@code docker}
     * @param dockerfile SHA-256 of the Dockerfile, if one was used
     * @param pushed when the push ended
     * @param took how long image and push took
     */
    public record Push(
            String image,
            String digest,
            List<String> tags,
            String engine,
            Optional<String> dockerfile,
            Instant pushed,
            Duration took) {
        /** Copies what it is given. */
        public Push {
            tags = List.copyOf(tags);
        }

        /** As Kubernetes wants it. */
        public String reference() {
            return image + "@" + digest;
        }

        /** All but the times: two pushes of the same image by the same means are the same. */
        List<Object> identity() {
            return List.of(image, digest, Set.copyOf(tags), engine, dockerfile);
        }
    }

    /** Whether the name is that of a tag. */
    public boolean namedByTag() {
        return !BY_COMMIT.matcher(name).matches();
    }

    /** What it is a build of: the same sources for the same kind of machine. */
    List<String> subject() {
        return List.of(provenance.revision(), provenance.os(), provenance.arch());
    }

    /** Whether this says nothing that the other one does not say. */
    public boolean sameAs(LedgerEntry other) {
        return name.equals(other.name)
                && provenance.sha256().equals(other.provenance.sha256())
                && push.map(Push::identity).equals(other.push.map(Push::identity));
    }
}
