package natscompat.publish.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;

/**
 * Where images of one name are.
 *
 * @param registry host and port
 * @param repository path below it
 * @param text both, as people write it
 */
public record ImageName(String registry, String repository, String text) {
    private static final Pattern LOOPBACK = Pattern.compile("(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])(:\\d+)?");

    /**
     * Reads {@code host:port/path}.
     *
     * @throws natscompat.model.failure.FailureException INPUT when it is none
     */
    public static ImageName parse(String text) {
        try {
            ImageReference reference = ImageReference.parse(text);
            return new ImageName(reference.getRegistry(), reference.getRepository(), text);
        } catch (InvalidImageReferenceException e) {
            throw Failure.input(
                            "read \"" + text + "\" as the name of an image",
                            "it is not written as host:port/path in lower case",
                            "Name a registry and a path, for example --registry localhost:5000/nats.")
                    .causedBy(e);
        }
    }

    /** Whether the registry is on this machine, where plain http is all right. */
    public boolean loopback() {
        return LOOPBACK.matcher(registry).matches();
    }

    /**
     * Whether plain http will do: on this machine always, else only for the very registry that the user said it of.
     *
     * @param allowed whether the user said so
     * @param target the image that the user said it of
     */
    public boolean plainHttp(boolean allowed, ImageName target) {
        return loopback() || (allowed && registry.equals(target.registry));
    }

    /** As Kubernetes and Docker want it. */
    public String at(String digest) {
        return text + "@" + digest;
    }
}
