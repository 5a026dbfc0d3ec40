package natscompat.workloads.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import natscompat.client.Endpoint;
import natscompat.model.time.Waiting;
import natscompat.testing.TestReleases;

/** One real server without a cluster. It calls itself what a test wants, at an address that no other test process uses. */
final class BareServer implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final int PORT = 4222;

    private final Process process;

    BareServer(String name) {
        ProcessBuilder builder = new ProcessBuilder(
                TestReleases.built("v2.14.5").binary().toString(), "-a", host(), "-p", String.valueOf(PORT), "-n", name);
        try {
            process = builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String host() {
        long pid = ProcessHandle.current().pid();
        return "127.251." + (pid >> 8 & 0xff) + "." + (pid & 0xff);
    }

    /** Its address, as that of a server that we call so. */
    static Endpoint of(String server) {
        return new Endpoint(server, "nats://" + host() + ":" + PORT, "user", "password");
    }

    @Override
    public void close() {
        process.destroyForcibly();
        if (!Waiting.reached("the end of the server", SOON, POLL, () -> !process.isAlive())) {
            throw new IllegalStateException("process " + process.pid() + " does not end");
        }
    }
}
