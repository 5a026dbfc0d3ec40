package natscompat.deployer.sidecar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import natscompat.deployer.process.Libc;
import natscompat.model.time.Waiting;

/**
 * The named pipe that a server is given as its configuration file. Reading it, a server waits until somebody writes: that
 * is how a container is there and its server is not started yet, without a shell in its image (ADR 10).
 *
 * @param path of the pipe
 */
record StartPipe(Path path) {
    private static final Duration POLL = Duration.ofMillis(3);

    /** Makes it. A pipe that is there already may have a server waiting at it, and stays. */
    void make() throws IOException {
        if (!Files.exists(path)) {
            Libc.pipe(path);
        } else if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw new IOException(path + " is there and is no named pipe");
        }
    }

    /**
     * Lets who waits at it read a text, to its end.
     *
     * @param still whether it is still the one that is meant
     * @return whether it came to read it within the limit
     */
    boolean feed(String text, BooleanSupplier still, Duration limit) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long deadline = System.nanoTime() + limit.toNanos();
        while (still.getAsBoolean()) {
            if (Libc.feed(path, bytes)) {
                return true;
            }
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            Waiting.pause("a reader of " + path, POLL);
        }
        return false;
    }
}
