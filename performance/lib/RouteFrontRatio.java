import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import natscompat.deployer.link.Front;
import natscompat.deployer.link.ProxyProcess;

/**
 * Two clusters of two nats-servers, the routes of one direct and those of the other through a link proxy in a process of its
 * own; messages from a client of one server to a client of the other, in turns. Prints medians.
 * Arguments: the server's binary, a folder, rounds.
 */
final class RouteFrontRatio {
    /** One server; {@code front} is where the others dial it. */
    private record Node(String name, int client, int route, int front) {
        static Node of(String name) throws IOException {
            return new Node(name, BareClient.freePort(), BareClient.freePort(), BareClient.freePort());
        }

        Front front(String server) {
            return new Front(server, true, "127.0.0.1", front, "127.0.0.1", route);
        }

        Process start(String binary, Path folder, int own, int other) throws IOException {
            return new ProcessBuilder(binary, "-a", "127.0.0.1", "-p", Integer.toString(client), "--server_name", name,
                    "--cluster_name", "c", "--cluster", "nats://127.0.0.1:" + route,
                    "--cluster_advertise", "127.0.0.1:" + own, "--routes", "nats://127.0.0.1:" + other)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(name + ".log").toFile())
                    .start();
        }
    }

    public static void main(String[] arguments) throws Exception {
        String binary = arguments[0];
        Path folder = Path.of(arguments[1]);
        Node a = Node.of("a");
        Node b = Node.of("b");
        Node c = Node.of("c");
        Node d = Node.of("d");
        List<Process> servers = new ArrayList<>();
        try (ProxyProcess proxy = ProxyProcess.start(ProcessBuilder::start, List.of(c.front("c"), d.front("d")), "token", 1,
                folder.resolve("route-proxy.log"))) {
            servers.add(a.start(binary, folder, a.route(), b.route()));
            servers.add(b.start(binary, folder, b.route(), a.route()));
            servers.add(c.start(binary, folder, c.front(), d.front()));
            servers.add(d.start(binary, folder, d.front(), c.front()));
            for (Node node : List.of(a, b, c, d)) {
                BareClient.awaitListening(node.client());
            }
            measure(a, b, c, d, 2);
            List<List<Double>> figures = measure(a, b, c, d, Integer.parseInt(arguments[2]));
            System.out.println("routes through route fronts");
            BareClient.printThroughput(figures.get(0), figures.get(1));
            BareClient.printTime("crossing", figures.get(2), figures.get(3));
        } finally {
            for (Process server : servers) {
                server.destroy();
                server.waitFor();
            }
        }
    }

    private static List<List<Double>> measure(Node a, Node b, Node c, Node d, int rounds) throws IOException {
        List<List<Double>> figures =
                List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int i = 0; i < rounds; i++) {
            figures.get(0).add(BareClient.throughput(a.client(), b.client()));
            figures.get(1).add(BareClient.throughput(c.client(), d.client()));
            figures.get(2).add(BareClient.crossing(a.client(), b.client()));
            figures.get(3).add(BareClient.crossing(c.client(), d.client()));
        }
        return figures;
    }
}
