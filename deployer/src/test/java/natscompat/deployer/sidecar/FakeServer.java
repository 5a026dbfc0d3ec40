package natscompat.deployer.sidecar;

import java.io.IOException;
import java.nio.file.Path;

/** Processes that read the pipe as nats-server reads its configuration, and then live for a while. */
final class FakeServer {
    private static final String SCRIPT =
            """
            take() { while read -r line; do echo "$line"; done < "$1"; }
            trap 'take "$1" > "$2.again"' HUP
            take "$1" > "$2"
            while true; do sleep 0.1; done
            """;

    private FakeServer() {}

    /** Starts one; what it reads goes to {@code heard}, and what it reads again to {@code heard.again}. */
    static Process start(Path pipe, Path heard) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", SCRIPT, "fake", pipe.toString(), heard.toString()).start();
    }
}
