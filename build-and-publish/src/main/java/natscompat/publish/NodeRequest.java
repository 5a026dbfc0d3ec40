package natscompat.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which releases to build, and where their images go.
 *
 * @param asked in release order
 * @param registry host, port and path below which {@code nats-server} is pushed; empty = only build
 * @param engine what makes the images
 * @param dockerfile for the Docker engine; empty = the one that comes with the tool
 * @param insecure whether the registry may speak plain http; one on a loopback address always may
 */
public record NodeRequest(
        List<ReleaseList.Asked> asked,
        Optional<String> registry,
        Engine engine,
        Optional<Path> dockerfile,
        boolean insecure) {
    /** What makes images. */
    public enum Engine {
        /** In this process, with equal digests everywhere. */
        JIB,
        /** A Docker engine, from a Dockerfile. */
        DOCKER
    }

    /** Copies what it is given. */
    public NodeRequest {
        asked = List.copyOf(asked);
    }
}
