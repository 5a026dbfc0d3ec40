package natscompat.model.release;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A release that can be started.
 *
 * @param release what was resolved
 * @param binary the executable in the user's cache (or the user's own file)
 * @param sha256 lower-case hex SHA-256 of that binary: the identity that a running server is compared with
 * @param bytes its size
 * @param commit what the server will report as its commit: 7 or more hex digits, or {@code module}, or empty if unknown
 * @param goVersion the Go release that built it, or empty for a given binary
 * @param buildTime wall time of the build; zero when it came from the cache
 * @param cached whether it was there already
 */
public record BuiltRelease(
        ResolvedRelease release,
        Path binary,
        String sha256,
        long bytes,
        String commit,
        String goVersion,
        Duration buildTime,
        boolean cached) {
    /** As the user typed it. */
    public String name() {
        return release.name();
    }

    /** What its server reports. */
    public ServerVersion version() {
        return release.version();
    }
}
