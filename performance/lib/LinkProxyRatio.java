import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import natscompat.deployer.link.Front;
import natscompat.deployer.link.ProxyProcess;
import natscompat.model.time.Waiting;

/**
 * One nats-server, once dialled directly and once through a link proxy in a process of its own, in turns. Prints medians.
 * Then opens so many connections through it, all of them at a time, and lets each be answered once.
 * Arguments: the server's binary, a folder, rounds, connections.
 */
final class LinkProxyRatio {
    private static final int MESSAGES = 200_000;
    private static final int BYTES = 512;
    private static final int PINGS = 4_000;

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        int port = freePort();
        int front = freePort();
        Process server = new ProcessBuilder(arguments[0], "-a", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nats.log").toFile())
                .start();
        try (ProxyProcess proxy = ProxyProcess.start(ProcessBuilder::start,
                List.of(new Front("server", false, "127.0.0.1", front, "127.0.0.1", port)), "token", 1,
                folder.resolve("proxy.log"))) {
            awaitListening(port);
            measure(port, front, 2);
            List<List<Double>> figures = measure(port, front, rounds);
            print("throughput, MB/s", figures.get(0), figures.get(1));
            System.out.printf("  ratio                    %.3f%n", median(figures.get(1)) / median(figures.get(0)));
            print("round trip, microseconds", figures.get(2), figures.get(3));
            System.out.printf("  more                     %.0f%n", median(figures.get(3)) - median(figures.get(2)));
            hold(front, proxy.pid(), Integer.parseInt(arguments[3]));
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static List<List<Double>> measure(int port, int front, int rounds) throws IOException {
        List<List<Double>> figures =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < rounds; i++) {
            figures.get(0).add(throughput(port));
            figures.get(1).add(throughput(front));
            figures.get(2).add(roundTrip(port));
            figures.get(3).add(roundTrip(front));
        }
        return figures;
    }

    /** Publishes to a subscriber of its own through the same server, and waits for the last message. */
    private static double throughput(int port) throws IOException {
        try (Socket listens = dial(port); Socket sends = dial(port)) {
            listens.getOutputStream().write("SUB x 1\r\nPING\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader pong = reader(listens);
            while (!"PONG".equals(pong.readLine())) {}
            byte[] message = ("PUB x " + BYTES + "\r\n" + "m".repeat(BYTES) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            int batch = 64;
            byte[] many = new byte[message.length * batch];
            for (int i = 0; i < batch; i++) {
                System.arraycopy(message, 0, many, i * message.length, message.length);
            }
            long total = (long) MESSAGES * ("MSG x 1 " + BYTES + "\r\n").length() + (long) MESSAGES * (BYTES + 2);
            long began = System.nanoTime();
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    OutputStream out = sends.getOutputStream();
                    for (int i = 0; i < MESSAGES / batch; i++) {
                        out.write(many);
                    }
                    out.flush();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            byte[] buffer = new byte[256 << 10];
            for (long got = 0; got < total; ) {
                got += listens.getInputStream().read(buffer);
            }
            return (double) MESSAGES * BYTES / 1e6 / ((System.nanoTime() - began) / 1e9);
        }
    }

    private static double roundTrip(int port) throws IOException {
        try (Socket socket = dial(port)) {
            BufferedReader in = reader(socket);
            byte[] ping = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
            double[] took = new double[PINGS];
            for (int i = 0; i < PINGS; i++) {
                long began = System.nanoTime();
                socket.getOutputStream().write(ping);
                while (!"PONG".equals(in.readLine())) {}
                took[i] = (System.nanoTime() - began) / 1e3;
            }
            Arrays.sort(took);
            return took[PINGS / 2];
        }
    }

    /** The server asks, too, by a PING of its own. */
    private static boolean answers(BufferedReader in) throws IOException {
        String line = in.readLine();
        return "PONG".equals(line) || ("PING".equals(line) && "PONG".equals(in.readLine()));
    }

    private static void hold(int front, long proxy, int connections) throws IOException {
        long began = System.nanoTime();
        List<Socket> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.add(dial(front));
            }
            double opened = (System.nanoTime() - began) / 1e9;
            for (Socket socket : open) {
                socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            int answered = 0;
            for (Socket socket : open) {
                answered += answers(reader(socket)) ? 1 : 0;
            }
            String status = Files.readString(Path.of("/proc/" + proxy + "/status"));
            System.out.printf("connections at a time%n  opened                   %d in %.1f s%n  answered                 %d%n",
                    open.size(), opened, answered);
            status.lines().filter(line -> line.startsWith("VmRSS") || line.startsWith("Threads"))
                    .forEach(line -> System.out.println("  link proxy " + line));
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    private static Socket dial(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        while (socket.getInputStream().read() != '\n') {}
        socket.getOutputStream().write("CONNECT {\"verbose\":false,\"pedantic\":false}\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void awaitListening(int port) throws IOException {
        boolean listens = Waiting.reached("the server to listen", Duration.ofSeconds(5), Duration.ofMillis(25), () -> {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return socket.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
        if (!listens) {
            throw new IOException("the server does not listen");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void print(String what, List<Double> direct, List<Double> proxied) {
        System.out.printf("%s%n  direct                   %.0f%n  through the link proxy   %.0f%n", what, median(direct),
                median(proxied));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }
}
