package natscompat.mayhem.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import natscompat.mayhem.link.ClientsCut.Dialled;
import org.junit.jupiter.api.Test;

class ClientsCutTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void only_a_port_that_lets_one_in_and_says_nothing_is_silent() throws IOException {
        InetSocketAddress at;
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            at = new InetSocketAddress(HERE, server.getLocalPort());
            assertThat(ClientsCut.dial(at, 100)).isEqualTo(Dialled.SILENT);
        }
        assertThat(ClientsCut.dial(at, 100)).as("refused: it is gone").isEqualTo(Dialled.GONE);
    }

    @Test
    void a_server_that_hangs_up_is_gone_and_one_that_talks_greets() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, HERE)) {
            InetSocketAddress at = new InetSocketAddress(HERE, server.getLocalPort());
            answer(server, "");
            assertThat(ClientsCut.dial(at, 2000)).isEqualTo(Dialled.GONE);
            answer(server, "INFO {}");
            assertThat(ClientsCut.dial(at, 2000)).isEqualTo(Dialled.GREETED);
        }
    }

    private static void answer(ServerSocket server, String text) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
