import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import natscompat.deployer.link.Front;
import natscompat.deployer.link.ProxyProcess;

/**
 * One nats-server, once dialled directly and once through a link proxy in a process of its own, in turns. Prints medians.
 * Then opens so many connections through it, all of them at a time, and lets each be answered once.
 * Arguments: the server's binary, a folder, rounds, connections.
 */
final class LinkProxyRatio {
    private static final int PINGS = 4_000;

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        int port = BareClient.freePort();
        int front = BareClient.freePort();
        Process server = new ProcessBuilder(arguments[0], "-a", "127.0.0.1", "-p", Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nats.log").toFile())
                .start();
        try (ProxyProcess proxy = ProxyProcess.start(ProcessBuilder::start,
                List.of(new Front("server", false, "127.0.0.1", front, "127.0.0.1", port)), "token", 1,
                folder.resolve("proxy.log"))) {
            BareClient.awaitListening(port);
            measure(port, front, 2);
            List<List<Double>> figures = measure(port, front, rounds);
            System.out.println("clients through client fronts");
            BareClient.printThroughput(figures.get(0), figures.get(1));
            BareClient.printTime("round trip", figures.get(2), figures.get(3));
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
            figures.get(0).add(BareClient.throughput(port, port));
            figures.get(1).add(BareClient.throughput(front, front));
            figures.get(2).add(roundTrip(port));
            figures.get(3).add(roundTrip(front));
        }
        return figures;
    }

    private static double roundTrip(int port) throws IOException {
        try (Socket socket = BareClient.dial(port)) {
            BufferedReader in = BareClient.reader(socket);
            double[] took = new double[PINGS];
            for (int i = 0; i < PINGS; i++) {
                long began = System.nanoTime();
                BareClient.write(socket, "PING\r\n");
                BareClient.awaitLine(in, "PONG");
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
                open.add(BareClient.dial(front));
            }
            double opened = (System.nanoTime() - began) / 1e9;
            for (Socket socket : open) {
                BareClient.write(socket, "PING\r\n");
            }
            int answered = 0;
            for (Socket socket : open) {
                answered += answers(BareClient.reader(socket)) ? 1 : 0;
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
}
