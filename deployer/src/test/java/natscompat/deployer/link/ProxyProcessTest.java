package natscompat.deployer.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import natscompat.deployer.line.LineClient;
import natscompat.deployer.line.LineServer;
import natscompat.deployer.line.Token;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real")
class ProxyProcessTest {
    private static final Pair IN = new Pair(Pair.CLIENTS, "n0");

    @TempDir
    Path folder;

    private ProxyProcess proxy(int listen, int target) {
        return ProxyProcess.start(ProcessBuilder::start,
                List.of(new Front("n0", false, "127.0.0.1", listen, "127.0.0.1", target)), "secret", 1,
                folder.resolve("link-proxy.log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void a_process_of_its_own_is_steered() throws IOException {
        int listen = freePort();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                ProxyProcess proxy = proxy(listen, server.getLocalPort());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listen);
                Socket accepted = server.accept()) {
            client.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
            assertThat(accepted.getInputStream().readNBytes(5)).hasSize(5);
            assertThat(proxy.links().look()).anyMatch(state -> state.pair().equals(IN) && state.connections() == 1 && state.bytes() == 5);
            proxy.links().set(Map.of(IN, LinkPolicy.CUT), Change.FLUSH);
            client.getOutputStream().write(1);
            accepted.setSoTimeout(200);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void thousands_of_connections_fit_into_its_memory() throws IOException {
        int listen = freePort();
        List<Socket> open = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ProxyProcess proxy = proxy(listen, server.getLocalPort())) {
            for (int i = 0; i < 4000; i++) {
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listen);
                open.add(client);
                server.setSoTimeout(5000);
                open.add(server.accept());
            }
            Socket accepted = open.getLast();
            open.get(open.size() - 2).getOutputStream().write(7);
            accepted.setSoTimeout(5000);
            assertThat(accepted.getInputStream().read()).isEqualTo(7);
            assertThat(proxy.alive()).isTrue();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static void signal(ProxyProcess proxy, String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(proxy.pid())).start();
        assertThat(Waiting.reached("the signal", Duration.ofSeconds(5), Duration.ofMillis(5), () -> !kill.isAlive())).isTrue();
    }

    @Test
    void one_order_that_was_not_answered_in_time_is_not_the_end_of_all_orders() throws IOException {
        try (ProxyProcess proxy = proxy(freePort(), freePort())) {
            assertThat(proxy.trouble()).isEmpty();
            signal(proxy, "STOP");
            assertThatThrownBy(() -> proxy.links().look()).isInstanceOf(FailureException.class);
            assertThat(proxy.trouble()).hasValueSatisfying(why -> assertThat(why).contains("cannot be steered"));
            signal(proxy, "CONT");
            assertThat(proxy.links().look()).isEmpty();
            assertThat(proxy.trouble()).isEmpty();
        }
    }

    @Test
    void without_descriptors_it_waits_instead_of_spinning_and_goes_on_when_it_has_some() throws IOException {
        int listen = freePort();
        List<Socket> open = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                ProxyProcess proxy = ProxyProcess.start(
                        builder -> {
                            List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -n 120 && exec \"$@\"", "limited"));
                            limited.addAll(builder.command());
                            return builder.command(limited).start();
                        },
                        List.of(new Front("n0", false, "127.0.0.1", listen, "127.0.0.1", server.getLocalPort())),
                        "secret", 1, folder.resolve("link-proxy.log"))) {
            for (int i = 0; i < 120; i++) {
                open.add(new Socket(InetAddress.getLoopbackAddress(), listen));
            }
            Waiting.pause("all that it can take", Duration.ofSeconds(1));
            Duration before = used(proxy);
            Waiting.pause("what it does then", Duration.ofSeconds(2));
            assertThat(used(proxy).minus(before)).as("processor time in 2 s").isLessThan(Duration.ofMillis(600));
            for (Socket socket : open) {
                socket.close();
            }
            server.setSoTimeout(500);
            assertThat(Waiting.reached("a connection that gets through", Duration.ofSeconds(20), Duration.ofMillis(10),
                    () -> passes(server, listen))).isTrue();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static Duration used(ProxyProcess proxy) {
        return ProcessHandle.of(proxy.pid()).flatMap(process -> process.info().totalCpuDuration()).orElseThrow();
    }

    private static boolean passes(ServerSocket server, int listen) {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listen)) {
            client.getOutputStream().write(7);
            try (Socket accepted = server.accept()) {
                accepted.setSoTimeout(500);
                return accepted.getInputStream().read() == 7;
            }
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void it_ends_with_its_owner() throws IOException {
        long pid;
        try (ProxyProcess proxy = proxy(freePort(), freePort())) {
            pid = proxy.pid();
            assertThat(proxy.alive()).isTrue();
        }
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void it_ends_when_its_owner_is_killed() throws IOException {
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-cp",
                        System.getProperty("java.class.path"), ProxyHolder.class.getName(), folder.toString())
                .start();
        long pid = Long.parseLong(owner.inputReader().readLine());
        assertThat(ProcessHandle.of(pid)).isPresent();
        owner.destroyForcibly();
        assertThat(Waiting.reached("the end of the proxy", Duration.ofSeconds(5), Duration.ofMillis(20),
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty())).isTrue();
    }

    @Test
    void its_command_line_holds_no_token() throws IOException {
        try (ProxyProcess proxy = proxy(freePort(), freePort())) {
            // What ProcessHandle tells of a command line ends after 4 KiB; the class path alone is longer.
            String line = Files.readString(Path.of("/proc", Long.toString(proxy.pid()), "cmdline"));
            assertThat(line).contains("LinkProxyMain").doesNotContain("secret");
        }
    }

    @Test
    void without_the_token_nobody_steers() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (LinkProxy proxy = new LinkProxy(List.of(), natscompat.model.time.Draws.of(1));
                LineServer steering =
                        new LineServer(new InetSocketAddress(here, 0), new Token("right"), new LinkOrders(proxy))) {
            InetSocketAddress at = new InetSocketAddress(here, steering.port());
            Duration soon = Duration.ofSeconds(5);
            assertThatThrownBy(() -> new LineClient(at, new Token("wrong"), soon, soon)).isInstanceOf(IOException.class);
            try (LineClient right = new LineClient(at, new Token("right"), soon, soon)) {
                assertThat(new RemoteLinks(right::ask, "its log").look()).isEmpty();
                assertThat(right.ask("nonsense")).contains("that is no order");
            }
        }
    }

    @Test
    void an_address_in_use_is_said() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> proxy(taken.getLocalPort(), 1))
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("ended before it listened");
            assertThat(Waiting.reached("the reason in its log", Duration.ofSeconds(2), Duration.ofMillis(20),
                    () -> java.nio.file.Files.exists(folder.resolve("link-proxy.log")))).isTrue();
            assertThat(folder.resolve("link-proxy.log")).content().contains("listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }
}
