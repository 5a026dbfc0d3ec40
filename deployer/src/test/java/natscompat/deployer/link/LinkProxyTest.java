package natscompat.deployer.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import natscompat.model.time.Draws;
import natscompat.model.time.Waiting;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Links.LinkState;
import natscompat.platform.link.Pair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With plain sockets and a server that sends everything back. */
class LinkProxyTest {
    private static final Pair IN = new Pair(Pair.CLIENTS, "n0");
    private final Collection<Socket> sockets = new ArrayList<>();
    private final ServerSocket echo = bound();
    private final int port = freePort();
    private final LinkProxy proxy = proxy();

    private static ServerSocket bound() {
        try {
            return new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = bound()) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private LinkProxy proxy() {
        try {
            return new LinkProxy(
                    List.of(new Front("n0", false, "127.0.0.1", port, "127.0.0.1", echo.getLocalPort())), Draws.of(7));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void echo() {
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket socket = echo.accept();
                    Thread.ofVirtual().start(() -> sendBack(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    private static void sendBack(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The connection was reset, as some tests want.
        }
    }

    @AfterEach
    void end() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        proxy.close();
        echo.close();
    }

    private Socket dial() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(5000);
        sockets.add(socket);
        return socket;
    }

    private static long roundTrip(Socket socket) throws IOException {
        long began = System.nanoTime();
        socket.getOutputStream().write(1);
        assertThat(socket.getInputStream().read()).isEqualTo(1);
        return (System.nanoTime() - began) / 1_000_000;
    }

    private static byte[] noise(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Sends everything and gives what came back. */
    private static byte[] exchanged(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        Thread.ofVirtual().start(() -> {
            try {
                out.write(bytes);
            } catch (IOException e) {
                // Seen by the reader.
            }
        });
        return new DataInputStream(socket.getInputStream()).readNBytes(bytes.length);
    }

    @Test
    void bytes_pass_unchanged_both_ways_and_are_counted() throws IOException {
        byte[] bytes = noise(8 << 20);
        assertThat(exchanged(dial(), bytes)).isEqualTo(bytes);
        assertThat(proxy.look()).extracting(LinkState::bytes).containsExactly((long) bytes.length, (long) bytes.length);
        assertThat(done(IN)).isEqualTo(only(done(IN).chunks(), LinkCounts.NONE));
    }

    private LinkCounts done(Pair pair) {
        return proxy.look().stream().filter(state -> state.pair().equals(pair)).map(LinkState::done).findFirst().orElse(LinkCounts.NONE);
    }

    /** Counts that differ in their chunks alone. */
    private static LinkCounts only(long chunks, LinkCounts others) {
        return others.plus(new LinkCounts(chunks - others.chunks(), 0, 0, 0, 0, 0, Duration.ZERO, 0, 0, 0));
    }

    private boolean holds(Pair pair, int connections, long bytes) {
        return proxy.look().stream().anyMatch(state ->
                state.pair().equals(pair) && state.connections() == connections && state.bytes() == bytes);
    }

    @Test
    void the_end_of_one_side_reaches_the_other() throws IOException {
        Socket socket = dial();
        socket.getOutputStream().write(noise(1000));
        socket.shutdownOutput();
        assertThat(socket.getInputStream().readAllBytes()).hasSize(1000);
        assertThat(Waiting.reached("no connection", Duration.ofSeconds(2), Duration.ofMillis(5),
                () -> proxy.look().stream().allMatch(state -> state.connections() == 0))).isTrue();
    }

    @Test
    void a_slow_link_is_late_and_loses_nothing() throws IOException {
        Socket socket = dial();
        proxy.set(Map.of(IN, LinkPolicy.slow(Duration.ofMillis(80), Duration.ofMillis(5))), Change.FLUSH);
        assertThat(roundTrip(socket)).isBetween(55L, 2000L);
        assertThat(done(IN).late()).isEqualTo(1);
        assertThat(done(IN).held()).isBetween(Duration.ofMillis(55), Duration.ofMillis(110));
        assertThat(done(IN.back()).late()).isZero();
        byte[] bytes = noise(3 << 20);
        assertThat(exchanged(socket, bytes)).isEqualTo(bytes);
        proxy.set(Map.of(IN, LinkPolicy.CLEAR), Change.FLUSH);
        roundTrip(socket);
        LinkCounts before = done(IN);
        assertThat(roundTrip(socket)).isLessThan(50);
        assertThat(done(IN).since(before)).isEqualTo(only(1, LinkCounts.NONE));
    }

    @Test
    void a_narrow_link_takes_its_time() throws IOException {
        Socket socket = dial();
        proxy.set(Map.of(IN, LinkPolicy.limited(1 << 20)), Change.FLUSH);
        byte[] bytes = noise(512 << 10);
        long began = System.nanoTime();
        assertThat(exchanged(socket, bytes)).isEqualTo(bytes);
        assertThat((System.nanoTime() - began) / 1_000_000).isGreaterThan(400);
    }

    @Test
    void a_lossy_link_stalls_and_loses_nothing() throws IOException {
        Socket socket = dial();
        proxy.set(Map.of(IN, LinkPolicy.lossy(1)), Change.FLUSH);
        long began = System.nanoTime();
        socket.getOutputStream().write(noise(10));
        Waiting.pause("a stall of the first retransmission", Duration.ofMillis(150));
        assertThat(socket.getInputStream().available()).isZero();
        proxy.set(Map.of(IN, LinkPolicy.lossy(0.05)), Change.FLUSH);
        assertThat(socket.getInputStream().readNBytes(10)).isEqualTo(noise(10));
        assertThat(System.nanoTime() - began).isGreaterThan(150_000_000);
        byte[] bytes = noise(40 << 10);
        assertThat(exchanged(socket, bytes)).isEqualTo(bytes);
        assertThat(done(IN).lost()).as("the first packet is lost as often as one can be").isGreaterThanOrEqualTo(6);
    }

    @Test
    void what_was_sent_into_a_cut_arrives_in_order_after_it() throws IOException {
        Socket socket = dial();
        roundTrip(socket);
        proxy.set(Map.of(IN, LinkPolicy.CUT, IN.back(), LinkPolicy.CUT), Change.FLUSH);
        byte[] bytes = noise(100_000);
        socket.getOutputStream().write(bytes);
        socket.setSoTimeout(200);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(5000);
        proxy.set(Map.of(IN, LinkPolicy.CLEAR, IN.back(), LinkPolicy.CLEAR), Change.FLUSH);
        assertThat(new DataInputStream(socket.getInputStream()).readNBytes(bytes.length)).isEqualTo(bytes);
    }

    @Test
    void one_direction_can_be_cut_alone() throws IOException {
        Socket socket = dial();
        roundTrip(socket);
        proxy.set(Map.of(IN.back(), LinkPolicy.CUT), Change.FLUSH);
        socket.getOutputStream().write(noise(500));
        assertThat(Waiting.reached("the bytes on their way in", Duration.ofSeconds(2), Duration.ofMillis(5),
                () -> holds(IN, 1, 501))).isTrue();
        assertThat(holds(IN.back(), 1, 1)).isTrue();
    }

    @Test
    void who_dials_into_a_cut_hears_nothing() throws IOException {
        proxy.set(Map.of(IN, LinkPolicy.CUT, IN.back(), LinkPolicy.CUT), Change.FLUSH);
        Socket socket = dial();
        socket.getOutputStream().write(1);
        socket.setSoTimeout(200);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void a_heal_by_reset_ends_connections() throws IOException {
        Socket socket = dial();
        roundTrip(socket);
        proxy.set(Map.of(IN, LinkPolicy.CUT), Change.FLUSH);
        proxy.set(Map.of(IN, LinkPolicy.CLEAR), Change.RESET);
        assertThatThrownBy(() -> roundTrip(socket)).isInstanceOf(SocketException.class);
        roundTrip(dial());
    }

    @Test
    void a_reset_comes_in_the_middle_of_what_is_sent() throws IOException {
        Socket socket = dial();
        roundTrip(socket);
        Thread resetting = Thread.ofVirtual().start(() -> proxy.reset(List.of(IN)));
        assertThatThrownBy(() -> {
            while (true) {
                roundTrip(socket);
            }
        }).isInstanceOf(IOException.class);
        assertThat(Waiting.reached("the reset", Duration.ofSeconds(3), Duration.ofMillis(5), () -> !resetting.isAlive()))
                .isTrue();
    }

    @Test
    void a_thousand_connections_are_held() throws IOException {
        for (int i = 0; i < 1000; i++) {
            roundTrip(dial());
        }
        assertThat(holds(IN, 1000, 1000)).isTrue();
    }

    @Test
    void nothing_is_allocated_for_what_goes_through() throws IOException {
        Socket socket = dial();
        byte[] bytes = noise(64 << 10);
        exchange(socket, bytes, 500);
        long before = allocatedByTheLoop();
        exchange(socket, bytes, 2000);
        long allocated = allocatedByTheLoop() - before;
        assertThat(allocated).as("bytes allocated while 256 MiB went through both ways").isLessThan(2L << 20);
    }

    private static void exchange(Socket socket, byte[] bytes, int times) throws IOException {
        Thread sending = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < times; i++) {
                    socket.getOutputStream().write(bytes);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        byte[] buffer = new byte[bytes.length];
        for (int i = 0; i < times; i++) {
            assertThat(socket.getInputStream().readNBytes(buffer, 0, buffer.length)).isEqualTo(buffer.length);
        }
        assertThat(Waiting.reached("the sender", Duration.ofSeconds(5), Duration.ofMillis(1), () -> !sending.isAlive())).isTrue();
    }

    private static long allocatedByTheLoop() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("link-proxy"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.threadId()))
                .max()
                .orElseThrow();
    }

    @Test
    void its_end_is_told() {
        assertThat(proxy.ended()).isNotDone();
        proxy.close();
        assertThat(proxy.ended()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void broken_wires_change_single_bits() throws IOException {
        Socket socket = dial();
        proxy.set(Map.of(IN, LinkPolicy.broken(1)), Change.FLUSH);
        byte[] bytes = noise(20_000);
        byte[] back = exchanged(socket, bytes);
        int flipped = 0;
        for (int i = 0; i < bytes.length; i++) {
            flipped += Integer.bitCount((bytes[i] ^ back[i]) & 0xff);
        }
        assertThat(flipped).isBetween(1, 100);
        assertThat(done(IN).flipped()).isEqualTo(flipped);
    }

    @Test
    void what_a_slow_link_holds_is_given_back_when_its_connections_end() throws IOException {
        proxy.set(Map.of(IN, LinkPolicy.slow(Duration.ofSeconds(60), Duration.ZERO)), Change.FLUSH);
        long before = direct();
        for (int i = 0; i < 300; i++) {
            try (Socket socket = dial()) {
                socket.getOutputStream().write(1);
                int held = i + 1;
                assertThat(Waiting.reached("a byte that is held", Duration.ofSeconds(5), Duration.ofMillis(1),
                        () -> done(IN).late() == held)).isTrue();
                socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            proxy.set(Map.of(IN, LinkPolicy.slow(Duration.ofSeconds(60), Duration.ZERO)), Change.RESET);
        }
        assertThat(direct() - before).as("bytes outside the heap that 300 ended connections leave").isLessThan(2L << 20);
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @Test
    void a_late_pipe_takes_no_more_memory_than_it_holds() throws IOException {
        proxy.set(Map.of(IN, LinkPolicy.slow(Duration.ofSeconds(60), Duration.ZERO)), Change.FLUSH);
        long before = direct();
        for (int i = 0; i < 50; i++) {
            dial().getOutputStream().write(noise(100));
        }
        assertThat(Waiting.reached("bytes that are held", Duration.ofSeconds(5), Duration.ofMillis(5),
                () -> done(IN).late() >= 50)).isTrue();
        assertThat(direct() - before).as("bytes outside the heap of 50 late pipes").isLessThan(8L << 20);
    }

    @Test
    void a_name_that_nobody_knows_ends_its_dialler_alone() throws IOException {
        int lost = freePort();
        int found = freePort();
        try (LinkProxy both = new LinkProxy(
                List.of(new Front("n1", false, "127.0.0.1", lost, "no such host", 4222),
                        new Front("n0", false, "127.0.0.1", found, "127.0.0.1", echo.getLocalPort())),
                Draws.of(7))) {
            for (int i = 0; i < 3; i++) {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), lost)) {
                    socket.setSoTimeout(10_000);
                    assertThatThrownBy(() -> {
                        if (socket.getInputStream().read() < 0) {
                            throw new SocketException("ended");
                        }
                    }).isInstanceOf(SocketException.class);
                }
            }
            Waiting.pause("whatever its selector has to say", Duration.ofMillis(100));
            assertThat(both.ended()).isNotDone();
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), found)) {
                socket.setSoTimeout(5000);
                roundTrip(socket);
            }
        }
    }
}
