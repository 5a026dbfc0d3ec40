package natscompat.deployer.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server's name means can change from one dial to the next. The link proxy's Java reads names from a file of this test. */
@Tag("real")
class NamesAnewTest {
    private static final int LIMIT_MILLIS = 5000;

    @TempDir
    Path folder;

    private ProxyProcess proxy(int listen, int target, Path hosts) {
        return ProxyProcess.start(
                builder -> {
                    builder.environment().put("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
                    return builder.start();
                },
                List.of(new Front("n0", false, "127.0.0.1", listen, "moving.test", target)), "secret", 1,
                folder.resolve("link-proxy.log"));
    }

    private static ServerSocket server(String host, int port) throws IOException {
        ServerSocket server = new ServerSocket(port, 5, InetAddress.getByName(host));
        server.setSoTimeout(LIMIT_MILLIS);
        return server;
    }

    /** Whether a connection that is made now comes out at this server. */
    private static void arrives(int listen, ServerSocket server) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listen); Socket accepted = server.accept()) {
            client.getOutputStream().write(7);
            accepted.setSoTimeout(LIMIT_MILLIS);
            assertThat(accepted.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void a_name_is_looked_up_at_every_dial_and_so_is_one_that_was_unknown() throws IOException {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 another.test\n");
        int listen = freePort();
        try (ServerSocket first = server("127.0.0.1", 0);
                ServerSocket second = server("127.0.0.2", first.getLocalPort());
                ProxyProcess proxy = proxy(listen, first.getLocalPort(), hosts)) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listen)) {
                client.setSoTimeout(LIMIT_MILLIS);
                assertThat(closed(client)).as("nobody has that name yet").isTrue();
            }
            Files.writeString(hosts, "127.0.0.1 moving.test\n");
            arrives(listen, first);
            Files.writeString(hosts, "127.0.0.2 moving.test\n");
            arrives(listen, second);
            assertThat(proxy.alive()).isTrue();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean closed(Socket client) {
        try {
            return client.getInputStream().read() == -1;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
