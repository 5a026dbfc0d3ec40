package natscompat.mayhem.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Fault;
import natscompat.mayhem.fault.Injection;
import natscompat.model.catalog.Damage;
import natscompat.model.catalog.FaultType;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Pair;

/** Clients cannot talk to its targets, which stay in the cluster; seen by a dial that hears no greeting. */
public final class ClientsCut implements Fault {
    private static final FaultType TYPE = new FaultType(
            "clients-cut", "cuts all clients off from its targets", "2.9.0", Set.of("link-proxy"),
            Duration.ofSeconds(90), Damage.OUT);

    @Override
    public FaultType type() {
        return TYPE;
    }

    @Override
    public Set<Touch> touches() {
        return Set.of(Touch.LINKS);
    }

    @Override
    public Injection aim(Aim aim) {
        Map<Pair, LinkPolicy> cuts = new HashMap<>();
        aim.targets().forEach(target -> {
            cuts.put(new Pair(Pair.CLIENTS, target.name()), LinkPolicy.CUT);
            cuts.put(new Pair(target.name(), Pair.CLIENTS), LinkPolicy.CUT);
        });
        return new Impaired(aim, cuts, new Greeting(aim.targets()));
    }

    private record Greeting(List<Server> servers) implements Impaired.Sight {
        private static final Duration LIMIT = Duration.ofSeconds(20);
        private static final Duration POLL = Duration.ofMillis(100);
        private static final int HEARS_MILLIS = 800;

        private static InetSocketAddress address(Server server) {
            URI url = URI.create(server.clientUrl());
            return new InetSocketAddress(url.getHost(), url.getPort());
        }

        private static boolean greets(Server server) {
            try (Socket socket = new Socket()) {
                socket.connect(address(server), HEARS_MILLIS);
                socket.setSoTimeout(HEARS_MILLIS);
                return socket.getInputStream().read() == 'I';
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String bad() {
            servers.forEach(server -> {
                // The name of a pod that is not known at the moment proves nothing.
                if (!Waiting.reached("silence of " + server.name(), LIMIT, POLL,
                        () -> !address(server).isUnresolved() && !greets(server))) {
                    throw new IllegalStateException(server.name() + " still greets clients");
                }
            });
            return "greets no client: " + names();
        }

        @Override
        public String good() {
            servers.forEach(server -> {
                if (!Waiting.reached("a greeting of " + server.name(), LIMIT, POLL, () -> greets(server))) {
                    throw new IllegalStateException(server.name() + " greets no client");
                }
            });
            return "greets clients: " + names();
        }

        private String names() {
            return String.join(" ", servers.stream().map(Server::name).toList());
        }

        @Override
        public void close() {
            // Looks with nothing that stays open.
        }
    }
}
