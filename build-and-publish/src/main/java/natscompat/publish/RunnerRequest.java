package natscompat.publish;

import java.nio.file.Path;
import java.util.List;

/**
 * The tool as an image.
 *
 * @param registry host, port and path below which {@code nats-compat} is pushed
 * @param base an image with Java 25; without a digest, the one that its tag has now is used and recorded
 * @param classPath the tool's own, in its order
 * @param version of the tool
 * @param insecure whether the registry that we push to may speak plain http; those on a loopback address always may
 */
public record RunnerRequest(String registry, String base, List<Path> classPath, String version, boolean insecure) {
    /** The usual base. */
    public static final String USUAL_BASE = "eclipse-temurin:25-jre";

    /** Copies what it is given. */
    public RunnerRequest {
        classPath = List.copyOf(classPath);
    }
}
