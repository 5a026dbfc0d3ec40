package natscompat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The link proxy as anybody may start it: steered through its standard input and a port that it names. */
@Tag("real")
@Timeout(60)
class LinkProxyCommandTest {
    private static Process start() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), Main.class.getName(), "link-proxy")
                .start();
    }

    private static String setup(int listen, int target) {
        return """
                {"token": "secret", "seed": 1, "fronts": [{"server": "n0", "route": false, "listenHost": "127.0.0.1", \
                "listenPort": %d, "targetHost": "127.0.0.1", "targetPort": %d}]}
                """.formatted(listen, target);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void it_stands_in_front_of_a_port_until_its_input_ends() throws IOException, InterruptedException {
        int listen = freePort();
        Process proxy = start();
        OutputStream owner = proxy.getOutputStream();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            owner.write(setup(listen, server.getLocalPort()).getBytes(StandardCharsets.UTF_8));
            owner.flush();
            assertThat(proxy.inputReader().readLine()).matches("port \\d+");
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listen); Socket accepted = server.accept()) {
                client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                assertThat(accepted.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
            }
            owner.close();
            assertThat(proxy.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(proxy.exitValue()).isZero();
        } finally {
            proxy.destroyForcibly();
        }
    }

    @Test
    void what_it_cannot_do_is_an_error() throws IOException, InterruptedException {
        Process proxy = start();
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                OutputStream owner = proxy.getOutputStream()) {
            owner.write(setup(taken.getLocalPort(), 1).getBytes(StandardCharsets.UTF_8));
            owner.flush();
            assertThat(proxy.errorReader().readAllAsString()).contains("start a link proxy", "Address already in use").doesNotContain("secret", "\tat ");
            assertThat(proxy.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(proxy.exitValue()).isEqualTo(254);
        } finally {
            proxy.destroyForcibly();
        }
    }
}
