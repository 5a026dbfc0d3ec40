package natscompat.publish.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import natscompat.publish.cache.Provenance;

/**
 * The image of a release: nothing but its static binary, a configuration to start with and an empty folder for the
 * store. Stateless.
 */
public final class NodeImage {
    /** Where the configuration is; a ConfigMap goes over its folder. */
    public static final String CONFIG = "/etc/nats/nats.conf";

    /** Where the store is. */
    public static final String STORE = "/data";

    /** Numeric, so that Kubernetes can see that it is not root. */
    public static final String USER = "65532:65532";

    private static final String START =
            """
            # A configuration to start with; mount your own over /etc/nats.
            port: 4222
            http: 8222
            jetstream { store_dir: "/data" }
            """;

    private NodeImage() {}

    /**
     * Puts what belongs into the image into a folder: {@code nats-server}, {@code nats.conf}, {@code data}. This is the
     * build context that a Dockerfile sees.
     */
    public static void prepare(Path folder, Path binary) throws IOException {
        Files.copy(binary, folder.resolve("nats-server"));
        Files.writeString(folder.resolve("nats.conf"), START);
        Files.createDirectory(folder.resolve("data"));
    }

    /**
     * Describes it.
     *
     * @param folder what {@link #prepare} filled
     * @param source where its sources are published, if they are
     */
    public static Image of(Path folder, Provenance from, Optional<String> source) {
        Instant created = from.committed().orElse(Instant.EPOCH);
        Map<String, String> labels =
                Image.ociLabels("nats-server", from.revision(), from.version().toString(), created);
        source.ifPresent(url -> labels.put("org.opencontainers.image.source", url));
        labels.put("nats-compat.binary.sha256", from.sha256());
        return new Image(
                Optional.empty(),
                List.of(
                        new Image.Layer("server", List.of(entry(folder, "nats-server", "/nats-server", "755", ""))),
                        new Image.Layer(
                                "start",
                                List.of(
                                        entry(folder, "nats.conf", CONFIG, "644", ""),
                                        entry(folder, "data", STORE, "755", USER)))),
                labels,
                created,
                List.of("/nats-server"),
                List.of("--config", CONFIG),
                List.of(4222, 6222, 8222),
                List.of(STORE),
                USER,
                from.os(),
                from.arch());
    }

    private static Image.Entry entry(Path folder, String name, String path, String mode, String owner) {
        return new Image.Entry(folder.resolve(name), path, mode, owner);
    }
}
