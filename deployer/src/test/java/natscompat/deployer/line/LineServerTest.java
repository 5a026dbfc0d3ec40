package natscompat.deployer.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.model.time.Waiting;
import org.junit.jupiter.api.Test;

class LineServerTest {
    private static final Token TOKEN = new Token("right");
    private static final Duration SOON = Duration.ofSeconds(5);

    private static LineServer server() throws IOException {
        return new LineServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN, line -> "heard " + line);
    }

    private static LineClient client(LineServer server, Token token) throws IOException {
        return new LineClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), token, SOON, SOON);
    }

    @Test
    void a_line_is_answered() throws IOException {
        try (LineServer server = server(); LineClient client = client(server, TOKEN)) {
            assertThat(client.ask("one")).isEqualTo("heard one");
            assertThat(client.ask("two")).isEqualTo("heard two");
        }
    }

    @Test
    void another_token_gets_no_answer() throws IOException {
        try (LineServer server = server()) {
            assertThatThrownBy(() -> client(server, new Token("wrong")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not accept our token");
        }
    }

    @Test
    void the_token_itself_is_never_sent_and_an_old_answer_is_worth_nothing() throws IOException {
        try (LineServer server = server()) {
            String first = challenge(server, "");
            assertThat(challenge(server, TOKEN.answer(first))).isNotEqualTo(first);
            assertThat(TOKEN.answer(first)).doesNotContain(TOKEN.secret()).hasSize(Token.LENGTH);
        }
    }

    /** Shows an answer to the challenge of another connection, and expects to be sent away. */
    private static String challenge(LineServer server, String answer) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) SOON.toMillis());
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String challenge = in.readLine();
            if (!answer.isEmpty()) {
                socket.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
                assertThat(in.readLine()).isNull();
            }
            return challenge;
        }
    }

    @Test
    void a_stranger_who_talks_on_and_on_is_sent_away() throws IOException {
        try (LineServer server = server();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) SOON.toMillis());
            socket.getOutputStream().write("x".repeat(Token.LENGTH + 2).getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().readNBytes(Token.LENGTH + 1);
            assertThat(socket.getInputStream().read()).isNegative();
        }
    }

    @Test
    void an_empty_token_is_none() {
        assertThatThrownBy(() -> new Token(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new Token("secret").toString()).doesNotContain("secret");
    }

    @Test
    void a_line_that_broke_is_dialled_again() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (LineServer server = new LineServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN, line -> {
                    if (asked.incrementAndGet() == 1) {
                        Waiting.pause("an answer that comes too late", Duration.ofMillis(1500));
                    }
                    return "heard " + line;
                });
                RedialledLine line = new RedialledLine(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), TOKEN, SOON,
                        Duration.ofMillis(700))) {
            assertThatThrownBy(() -> line.askOnce("one")).isInstanceOf(IOException.class);
            assertThat(line.askOnce("two")).as("the late answer is not taken for this one").isEqualTo("heard two");
        }
    }

    @Test
    void who_waits_behind_a_question_that_takes_too_long_is_asked_all_the_same() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (LineServer server = new LineServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN, line -> {
                    asked.incrementAndGet();
                    if (line.equals("slow")) {
                        Waiting.pause("an answer that comes too late", Duration.ofMillis(1500));
                    }
                    return "heard " + line;
                });
                RedialledLine line = new RedialledLine(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), TOKEN, SOON,
                        Duration.ofMillis(700))) {
            CompletableFuture<String> slow = CompletableFuture.supplyAsync(() -> {
                try {
                    return line.askOnce("slow");
                } catch (IOException e) {
                    return "not answered";
                }
            }, task -> Thread.ofVirtual().start(task));
            assertThat(Waiting.reached("the slow question", SOON, Duration.ofMillis(5), () -> asked.get() == 1)).isTrue();
            assertThat(line.askOnce("quick")).isEqualTo("heard quick");
            assertThat(slow.get()).isEqualTo("not answered");
            assertThat(asked).as("nothing is asked twice").hasValue(2);
        }
    }

    @Test
    void what_may_be_asked_twice_is() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (LineServer server = new LineServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), TOKEN, line -> {
                    if (asked.incrementAndGet() == 1) {
                        Waiting.pause("an answer that comes too late", Duration.ofMillis(1500));
                    }
                    return "heard " + line;
                });
                RedialledLine line = new RedialledLine(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), TOKEN, SOON,
                        Duration.ofMillis(700))) {
            assertThat(line.ask("one")).isEqualTo("heard one");
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void a_client_of_a_server_that_went_is_of_no_use() throws IOException {
        LineServer server = server();
        try (LineClient client = client(server, TOKEN)) {
            server.close();
            assertThatThrownBy(() -> client.ask("one")).isInstanceOf(IOException.class);
            assertThat(client.usable()).isFalse();
        }
    }
}
