package natscompat.deployer.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import natscompat.generator.Address;
import natscompat.model.failure.Failure;
import natscompat.model.time.Draws;

/**
 * The addresses of one cluster: 127.x.y.0/24, owned by holding a listening socket in it, so that the claim ends with its
 * owner. Where only 127.0.0.1 exists (macOS) it is a block of ports there. Server i listens on 127.x.y.(10+i): clients
 * 4222, routes 6222, monitoring 8222, each a fixed step higher where something on this machine listens on all
 * addresses. A link proxy in front of server i listens on the same ports of 127.x.y.(110+i). Thread-safe.
 */
final class AddressBlock implements AutoCloseable {
    /** Which addresses are used. */
    enum Kind {
        /** One /24 a cluster. */
        NETWORKS,
        /** One block of ports on 127.0.0.1 a cluster. */
        PORTS
    }

    private static final int CLAIM_PORT = 4200;
    private static final List<Integer> PORT_STEPS = List.of(0, 5000, 10_000, 15_000);
    private static final int FIRST_NETWORK = 16 << 8;
    private static final int NETWORKS = 224 << 8;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS_A_BLOCK = 64;
    private static final int PORT_BLOCKS = 180;
    /** How many blocks are looked at before a claim is given up. */
    static final int TRIES = 180;

    private final ServerSocket claim;
    private final List<Address> clients;
    private final List<Address> routes;
    private final List<Address> monitors;
    private final List<Address> clientFronts;
    private final List<Address> routeFronts;

    private AddressBlock(
            ServerSocket claim,
            List<Address> clients,
            List<Address> routes,
            List<Address> monitors,
            List<Address> clientFronts,
            List<Address> routeFronts) {
        this.claim = claim;
        this.clients = clients;
        this.routes = routes;
        this.monitors = monitors;
        this.clientFronts = clientFronts;
        this.routeFronts = routeFronts;
    }

    /** What this machine offers. */
    static Kind kind() {
        try (ServerSocket probe = bound("127.77.77.1", 0)) {
            return probe.isBound() ? Kind.NETWORKS : Kind.PORTS;
        } catch (IOException e) {
            return Kind.PORTS;
        }
    }

    /**
     * Claims a block, from a drawn start on.
     *
     * @throws natscompat.model.failure.FailureException when none is free
     */
    static AddressBlock claim(int servers, Kind kind, Draws draws) {
        int blocks = kind == Kind.NETWORKS ? NETWORKS : PORT_BLOCKS;
        int start = draws.at("address-block").between(0, blocks - 1);
        for (int i = 0; i < TRIES; i++) {
            int block = (start + i) % blocks;
            Optional<AddressBlock> claimed = kind == Kind.NETWORKS ? network(block, servers) : ports(block, servers);
            if (claimed.isPresent()) {
                return claimed.get();
            }
        }
        throw Failure.environment("claim loopback addresses for " + servers + " servers",
                "each of " + TRIES + " blocks tried is in use (claims are held on port " + CLAIM_PORT + ")",
                "See what listens with `ss -ltn`; `nats-compat cleanup` ends what dead runs left behind.");
    }

    private static Optional<AddressBlock> network(int block, int servers) {
        int net = FIRST_NETWORK + block;
        String prefix = "127." + (net >> 8) + "." + (net & 0xff) + ".";
        Optional<ServerSocket> claim = tryBind(new Address(prefix + 1, CLAIM_PORT));
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        for (int step : PORT_STEPS) {
            List<Address> clients = each(servers, i -> new Address(prefix + (10 + i), 4222 + step));
            List<Address> routes = each(servers, i -> new Address(prefix + (10 + i), 6222 + step));
            List<Address> monitors = each(servers, i -> new Address(prefix + (10 + i), 8222 + step));
            List<Address> clientFronts = each(servers, i -> new Address(prefix + (110 + i), 4222 + step));
            List<Address> routeFronts = each(servers, i -> new Address(prefix + (110 + i), 6222 + step));
            if (free(clients) && free(routes) && free(monitors)) {
                return Optional.of(
                        new AddressBlock(claim.get(), clients, routes, monitors, clientFronts, routeFronts));
            }
        }
        release(claim.get());
        return Optional.empty();
    }

    private static Optional<AddressBlock> ports(int block, int servers) {
        int first = FIRST_PORT + block * PORTS_A_BLOCK;
        Optional<ServerSocket> claim = tryBind(new Address("127.0.0.1", first));
        if (claim.isEmpty()) {
            return Optional.empty();
        }
        List<Address> clients = each(servers, i -> new Address("127.0.0.1", first + 1 + 3 * i));
        List<Address> routes = each(servers, i -> new Address("127.0.0.1", first + 2 + 3 * i));
        List<Address> monitors = each(servers, i -> new Address("127.0.0.1", first + 3 + 3 * i));
        int fronts = first + 1 + 3 * servers;
        List<Address> clientFronts = each(servers, i -> new Address("127.0.0.1", fronts + 2 * i));
        List<Address> routeFronts = each(servers, i -> new Address("127.0.0.1", fronts + 2 * i + 1));
        if (free(clients) && free(routes) && free(monitors) && free(clientFronts) && free(routeFronts)) {
            return Optional.of(new AddressBlock(claim.get(), clients, routes, monitors, clientFronts, routeFronts));
        }
        release(claim.get());
        return Optional.empty();
    }

    private static List<Address> each(int servers, java.util.function.IntFunction<Address> address) {
        return IntStream.range(0, servers).mapToObj(address).toList();
    }

    private static boolean free(List<Address> addresses) {
        return addresses.stream().allMatch(address -> {
            Optional<ServerSocket> socket = tryBind(address);
            socket.ifPresent(AddressBlock::release);
            return socket.isPresent();
        });
    }

    private static Optional<ServerSocket> tryBind(Address address) {
        try {
            return Optional.of(bound(address.host(), address.port()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ServerSocket bound(String host, int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(host));
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The claim also ends with this process.
        }
    }

    /** The address that is held. */
    String claimed() {
        return InetSocketAddress.createUnresolved(claim.getInetAddress().getHostAddress(), claim.getLocalPort())
                .toString();
    }

    Address client(int ordinal) {
        return clients.get(ordinal);
    }

    Address route(int ordinal) {
        return routes.get(ordinal);
    }

    Address monitor(int ordinal) {
        return monitors.get(ordinal);
    }

    /** Where a link proxy listens for clients of that server. */
    Address clientFront(int ordinal) {
        return clientFronts.get(ordinal);
    }

    /** Where a link proxy listens for routes to that server. */
    Address routeFront(int ordinal) {
        return routeFronts.get(ordinal);
    }

    List<Address> routeFronts() {
        return routeFronts;
    }

    List<Address> routes() {
        return routes;
    }

    @Override
    public void close() {
        release(claim);
    }
}
