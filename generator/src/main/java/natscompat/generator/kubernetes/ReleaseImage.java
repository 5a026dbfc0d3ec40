package natscompat.generator.kubernetes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.regex.Pattern;
import natscompat.model.failure.Failure;
import natscompat.model.release.ServerVersion;

/**
 * A release as an image in a registry.
 *
 * @param name as people call it; mixes use it
 * @param version decides which keys nats.conf has
 * @param image with its digest: {@code host:port/path@sha256:...}
 * @param arch the processor type that it is for, as GOARCH; empty = nobody knows, or several
 * @param folder its folder, its part of the names of objects, and its label's value; not in documents, since it follows from
 *     the name but where there is little room ({@link KubernetesName#within})
 */
@JsonIgnoreProperties("folder")
public record ReleaseImage(
        String name, ServerVersion version, String image, Optional<String> arch, KubernetesName folder) {
    private static final Pattern BY_DIGEST = Pattern.compile("[^\\s@]+@sha256:[0-9a-f]{64}");

    /** Refuses an image without a digest: a tag may be another image tomorrow. */
    public ReleaseImage {
        if (!BY_DIGEST.matcher(image).matches()) {
            throw Failure.input("use the image " + image + " for " + name, "it is not named by its digest",
                    "Name it as host:port/path@sha256:..., as built/node-images.txt does.");
        }
    }

    /** The usual: its whole name. */
    @JsonCreator
    public ReleaseImage(
            @JsonProperty("name") String name,
            @JsonProperty("version") ServerVersion version,
            @JsonProperty("image") String image,
            @JsonProperty("arch") Optional<String> arch) {
        this(name, version, image, arch, KubernetesName.ofRelease(name));
    }

    /** One of which nobody knows what it runs on. */
    public ReleaseImage(String name, ServerVersion version, String image) {
        this(name, version, image, Optional.empty());
    }
}
