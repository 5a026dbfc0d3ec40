package natscompat.publish.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an image is to be. Two equal ones have equal digests when Jib makes them, on every machine.
 *
 * @param base the image it stands on, by digest; empty = from scratch
 * @param layers from the bottom up
 * @param labels OCI labels
 * @param created its time of creation: that of the commit
 * @param entrypoint program and first arguments
 * @param arguments what {@code docker run IMAGE ...} replaces
 * @param ports TCP ports that it listens on
 * @param volumes folders that outlive a container
 * @param user numeric user and group
 * @param os as GOOS
 * @param arch as GOARCH
 */
public record Image(
        Optional<String> base,
        List<Layer> layers,
        Map<String, String> labels,
        Instant created,
        List<String> entrypoint,
        List<String> arguments,
        List<Integer> ports,
        List<String> volumes,
        String user,
        String os,
        String arch) {
    /** Copies what it is given. */
    public Image {
        layers = List.copyOf(layers);
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
    }

    /**
     * Some files.
     *
     * @param name for people
     * @param entries in any order
     */
    public record Layer(String name, List<Entry> entries) {
        /** Copies what it is given. */
        public Layer {
            entries = List.copyOf(entries);
        }
    }

    /**
     * One file or folder.
     *
     * @param source where it is now
     * @param path where it is in the image
     * @param mode octal, as in {@code 755}
     * @param owner numeric user and group, or empty for root
     */
    public record Entry(Path source, String path, String mode, String owner) {}

    /** The OCI labels in use, sorted. */
    public static SortedMap<String, String> ociLabels(String title, String revision, String version, Instant created) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("org.opencontainers.image.title", title);
        labels.put("org.opencontainers.image.revision", revision);
        labels.put("org.opencontainers.image.version", version);
        labels.put("org.opencontainers.image.created", created.toString());
        return labels;
    }
}
