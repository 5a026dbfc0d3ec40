package natscompat.deployer.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Links.LinkState;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One route from n1 to n0, spoken by a test: what the proxy counts is what arrived. */
class RouteThroughProxyTest {
    private static final Pair IN = new Pair("n1", "n0");
    private static final String RAFT = "RMSG $SYS $NRG.V.abc $NRG.R.1 10\r\n0123456789\r\n";
    private static final String OTHER = "RMSG WORK load.a 10\r\n0123456789\r\n";

    private final InetAddress here = InetAddress.getLoopbackAddress();
    private final ServerSocket server = new ServerSocket(0, 5, here);
    private final int port = freePort();
    private final LinkProxy proxy = proxy(1);
    private final Socket dialler = new Socket(here, port);
    private final Socket accepted = server.accept();

    RouteThroughProxyTest() throws IOException {
        accepted.setSoTimeout(5000);
        dialler.setSoTimeout(5000);
        introduce(dialler, accepted);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private LinkProxy proxy(long seed) throws IOException {
        return new LinkProxy(List.of(new Front("n0", true, "127.0.0.1", port, "127.0.0.1", server.getLocalPort())),
                Draws.of(seed));
    }

    private static void introduce(Socket dialler, Socket accepted) throws IOException {
        String greeting = "INFO {\"server_id\":\"S0\",\"server_name\":\"n0\"}\r\n";
        send(accepted, greeting);
        dialler.getInputStream().readNBytes(greeting.length());
        String answer = "CONNECT {\"name\":\"S1\"}\r\nINFO {\"server_id\":\"S1\",\"server_name\":\"n1\"}\r\n";
        send(dialler, answer);
        accepted.getInputStream().readNBytes(answer.length());
    }

    private static void send(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        to.getOutputStream().flush();
    }

    @AfterEach
    void end() throws IOException {
        dialler.close();
        accepted.close();
        proxy.close();
        server.close();
    }

    private LinkCounts done() {
        return proxy.look().stream().filter(state -> state.pair().equals(IN)).map(LinkState::done).findFirst().orElseThrow();
    }

    /** What arrives of so many messages of Raft, and as many others, with a last one at the end. */
    private String arrived(int messages) throws IOException {
        String last = "PING\r\n";
        Thread sending = Thread.ofVirtual().start(() -> {
            try {
                send(dialler, (RAFT + OTHER).repeat(messages) + last);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        while (!came.toString(StandardCharsets.US_ASCII).endsWith(last)) {
            byte[] some = new byte[8192];
            int count = accepted.getInputStream().read(some);
            assertThat(count).isPositive();
            came.write(some, 0, count);
        }
        assertThat(Waiting.reached("the sender", Duration.ofSeconds(5), Duration.ofMillis(1), () -> !sending.isAlive())).isTrue();
        return came.toString(StandardCharsets.US_ASCII);
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void messages_of_raft_are_counted_and_nothing_is_done_to_them() throws IOException {
        assertThat(count(arrived(500), RAFT)).isEqualTo(500);
        assertThat(done()).isEqualTo(new LinkCounts(done().chunks(), 500, 0, 0, 0, 0, Duration.ZERO, 0, 0, 0));
    }

    @Test
    void what_is_left_out_and_what_is_doubled_is_counted_one_by_one() throws IOException {
        proxy.set(Map.of(IN, LinkPolicy.raft(0.1, 0.1)), Change.FLUSH);
        String came = arrived(1000);
        assertThat(count(came, OTHER)).isEqualTo(1000);
        assertThat(done().raft()).isEqualTo(1000);
        assertThat(done().dropped()).isBetween(50L, 150L);
        assertThat(done().doubled()).isBetween(50L, 150L);
        assertThat(count(came, RAFT)).isEqualTo((int) (1000 - done().dropped() + done().doubled()));
        proxy.set(Map.of(IN, LinkPolicy.CLEAR), Change.FLUSH);
        LinkCounts before = done();
        assertThat(count(arrived(100), RAFT)).isEqualTo(100);
        assertThat(done().since(before).dropped() + done().since(before).doubled()).isZero();
    }

    @Test
    void a_reset_comes_in_the_middle_of_a_message_even_between_two_of_one_size() throws IOException {
        AtomicBoolean ended = new AtomicBoolean();
        Thread resetting = Thread.ofVirtual().start(() -> {
            proxy.reset(List.of(IN));
            ended.set(true);
        });
        Waiting.pause("the order", Duration.ofMillis(300));
        send(dialler, RAFT + RAFT);
        StringBuilder came = new StringBuilder();
        try {
            for (int next = accepted.getInputStream().read(); next >= 0; next = accepted.getInputStream().read()) {
                came.append((char) next);
            }
        } catch (IOException e) {
            // The reset.
        }
        assertThat((RAFT + RAFT)).startsWith(came.toString());
        assertThat(came.toString()).isNotIn("", RAFT, RAFT + RAFT);
        assertThat(Waiting.reached("the end of the order", Duration.ofSeconds(5), Duration.ofMillis(5), ended::get)).isTrue();
        assertThat(done().halved()).isEqualTo(1);
        assertThat(done().reset()).isEqualTo(1);
        assertThat(resetting.isAlive()).isFalse();
    }

    @Test
    void a_reset_of_an_idle_connection_is_in_the_middle_of_nothing() {
        proxy.reset(List.of(IN));
        assertThat(done().reset()).isEqualTo(1);
        assertThat(done().halved()).isZero();
    }

    @Test
    void one_seed_draws_the_same_fates() throws IOException {
        assertThat(fates(5)).isEqualTo(fates(5)).isNotEqualTo(fates(6));
    }

    /** What arrives through the first connection of a proxy that is told this seed. */
    private String fates(long seed) throws IOException {
        int front = freePort();
        try (ServerSocket other = new ServerSocket(0, 5, here);
                LinkProxy seeded = new LinkProxy(
                        List.of(new Front("n0", true, "127.0.0.1", front, "127.0.0.1", other.getLocalPort())), Draws.of(0))) {
            seeded.seed(seed);
            seeded.set(Map.of(IN, LinkPolicy.raft(0.5, 0)), Change.FLUSH);
            try (Socket sends = new Socket(here, front); Socket hears = other.accept()) {
                hears.setSoTimeout(5000);
                introduce(sends, hears);
                StringBuilder fates = new StringBuilder();
                send(sends, (RAFT + OTHER).repeat(60) + "PING\r\n");
                String came = "";
                while (!came.endsWith("PING\r\n")) {
                    came += (char) hears.getInputStream().read();
                }
                for (String between : came.split(java.util.regex.Pattern.quote(OTHER), -1)) {
                    fates.append(between.isEmpty() ? '0' : '1');
                }
                return fates.toString();
            }
        }
    }
}
