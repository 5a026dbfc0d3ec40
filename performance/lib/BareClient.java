import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import natscompat.model.time.Waiting;

/** As little of a NATS client as a measurement needs, so that the client is not what is measured. */
final class BareClient {
    private static final int MESSAGES = 1_000_000;
    private static final int BYTES = 512;
    private static final int BATCH = 64;
    private static final int ROUNDS = 4_000;
    private static final Duration PROBE = Duration.ofMillis(5);

    private BareClient() {}

    /** Publishes through one port, listens at another one until the last message is there: MB/s. */
    static double throughput(int from, int to) throws IOException {
        try (Socket listens = dial(to); Socket sends = dial(from)) {
            subscribed(listens, sends);
            byte[] many = publication(BYTES).repeat(BATCH).getBytes(StandardCharsets.US_ASCII);
            long total = (long) MESSAGES * ("MSG x 1 " + BYTES + "\r\n").length() + (long) MESSAGES * (BYTES + 2);
            long began = System.nanoTime();
            Thread.ofVirtual().start(() -> {
                try {
                    OutputStream out = sends.getOutputStream();
                    for (int i = 0; i < MESSAGES / BATCH; i++) {
                        out.write(many);
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            byte[] buffer = new byte[256 << 10];
            for (long got = 0; got < total; ) {
                int read = listens.getInputStream().read(buffer);
                if (read < 0) {
                    throw new IOException("the server ended the connection after " + got + " bytes");
                }
                got += read;
            }
            return (double) MESSAGES * BYTES / 1e6 / ((System.nanoTime() - began) / 1e9);
        }
    }

    /** From the publication of one small message at one port until it arrives at another one: microseconds, median. */
    static double crossing(int from, int to) throws IOException {
        try (Socket listens = dial(to); Socket sends = dial(from)) {
            BufferedReader in = subscribed(listens, sends);
            byte[] one = publication(16).getBytes(StandardCharsets.US_ASCII);
            double[] took = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long began = System.nanoTime();
                sends.getOutputStream().write(one);
                awaitLine(in, "MSG x ");
                took[i] = (System.nanoTime() - began) / 1e3;
            }
            Arrays.sort(took);
            return took[ROUNDS / 2];
        }
    }

    private static String publication(int bytes) {
        return "PUB x " + bytes + "\r\n" + "m".repeat(bytes) + "\r\n";
    }

    /** Interest travels to the server of the sender in its own time: probes until one arrives, then a last one. */
    private static BufferedReader subscribed(Socket listens, Socket sends) throws IOException {
        write(listens, "SUB x 1\r\nSUB probe 2\r\nPING\r\n");
        BufferedReader in = reader(listens);
        awaitLine(in, "PONG");
        Waiting.until("a probe to cross", Duration.ofSeconds(10), PROBE, () -> {
            try {
                write(sends, "PUB probe 1\r\np\r\n");
                return in.ready() ? Waiting.Look.there(true) : Waiting.Look.notYet("nothing");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        write(sends, "PUB probe 4\r\nlast\r\n");
        awaitLine(in, "last");
        return in;
    }

    static void awaitLine(BufferedReader in, String start) throws IOException {
        for (String line = in.readLine(); !line.startsWith(start); line = in.readLine()) {}
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    static Socket dial(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        while (socket.getInputStream().read() != '\n') {}
        write(socket, "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n");
        return socket;
    }

    static void awaitListening(int port) {
        Waiting.until("a server on port " + port, Duration.ofSeconds(5), Duration.ofMillis(25), () -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return Waiting.Look.there(socket.isConnected());
            } catch (IOException e) {
                return Waiting.Look.notYet(String.valueOf(e.getMessage()));
            }
        });
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    static void print(String what, List<Double> direct, List<Double> proxied) {
        System.out.printf("%s%n  direct                   %.0f%n  through the link proxy   %.0f%n", what, median(direct),
                median(proxied));
    }

    static void printThroughput(List<Double> direct, List<Double> proxied) {
        print("throughput, MB/s", direct, proxied);
        System.out.printf("  ratio                    %.3f%n", median(proxied) / median(direct));
    }

    static void printTime(String what, List<Double> direct, List<Double> proxied) {
        print(what + ", microseconds", direct, proxied);
        System.out.printf("  more                     %.0f%n", median(proxied) - median(direct));
    }

    static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }
}
