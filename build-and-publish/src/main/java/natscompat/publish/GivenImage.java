package natscompat.publish;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;

/** Images that are in a registry already; only Kubernetes can run them. Stateless. */
final class GivenImage {
    /** How they are written on a command line. */
    static final String PREFIX = "image:";

    private static final Pattern TAG = Pattern.compile(".*:v?(\\d+\\.\\d+\\.\\d+(?:-RC\\.\\d+|-preview\\.\\d+)?)[^@/]*(@.*)?");
    private static final Pattern DIGEST = Pattern.compile(".*@(sha256:[0-9a-f]{64})");

    private GivenImage() {}

    /** The version is that of the tag. */
    static ResolvedRelease resolve(String asTyped) {
        String reference = asTyped.substring(PREFIX.length());
        Matcher tag = TAG.matcher(reference);
        if (!tag.matches()) {
            throw Failure.input(
                    "use the image " + reference,
                    "its tag does not say which version it is",
                    "Name it as image:nats:2.14.5, with a digest if you like.");
        }
        Matcher digest = DIGEST.matcher(reference);
        return new ResolvedRelease(
                asTyped,
                ServerVersion.of(tag.group(1)),
                ReleaseSource.IMAGE,
                digest.matches() ? digest.group(1) : reference,
                reference);
    }
}
