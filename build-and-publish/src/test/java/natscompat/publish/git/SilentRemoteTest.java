package natscompat.publish.git;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import natscompat.model.failure.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A remote that takes the call and says nothing. */
class SilentRemoteTest {
    @TempDir
    Path temp;

    @Test
    @Timeout(30)
    void a_remote_that_says_nothing_is_given_up() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/nats-server.git";
            CloneCache clones = new CloneCache(temp, text -> {}, Duration.ofSeconds(1));
            try (GitSource source = clones.open(url)) {
                assertThatThrownBy(() -> clones.find(source, url, "main"))
                        .isInstanceOf(FailureException.class)
                        .hasMessageContaining("git ls-remote " + url);
            }
        }
    }
}
