package natscompat.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import natscompat.model.release.BuiltRelease;
import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ResolvedRelease;
import natscompat.model.release.ServerVersion;

/** Real nats-server releases for tests, built once by the Go tool and kept in the user's cache. */
public final class TestReleases {
    private TestReleases() {}

    /** The release of that name, e.g. {@code v2.14.5}; builds it (up to a minute) when it is not there yet. */
    public static BuiltRelease built(String name) {
        try {
            Path folder = cache().resolve("test-releases").resolve(name);
            Path binary = folder.resolve("nats-server");
            synchronized (TestReleases.class) {
                if (!Files.exists(binary)) {
                    build(name, folder);
                }
            }
            byte[] bytes = Files.readAllBytes(binary);
            String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            ResolvedRelease resolved = new ResolvedRelease(
                    name, ServerVersion.of(name), ReleaseSource.MODULE, name, "Go module");
            return new BuiltRelease(resolved, binary, sha, bytes.length, "", "", Duration.ZERO, true);
        } catch (IOException e) {
            throw new IllegalStateException("build " + name + " for a test", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void build(String name, Path folder) throws IOException {
        Files.createDirectories(folder);
        ProcessBuilder go = new ProcessBuilder(
                "go", "install", "-trimpath", "-buildvcs=false", "-ldflags=-w",
                "github.com/nats-io/nats-server/v2@" + name);
        go.environment().put("GOBIN", folder.toString());
        go.environment().put("CGO_ENABLED", "0");
        go.environment().put("GOTOOLCHAIN", "local");
        go.redirectErrorStream(true).redirectOutput(folder.resolve("build.log").toFile());
        try {
            int exit = go.start().waitFor();
            if (exit != 0) {
                throw new IOException("go install ended with " + exit + ", see " + folder.resolve("build.log"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Path cache() {
        String own = System.getenv("NATS_COMPAT_CACHE");
        if (own != null) {
            return Path.of(own);
        }
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg != null ? Path.of(xdg) : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("nats-compat");
    }
}
