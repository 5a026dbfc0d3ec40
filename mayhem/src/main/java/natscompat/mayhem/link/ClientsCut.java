package natscompat.mayhem.link;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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

/**
 * Clients cannot talk to its targets, which stay in the cluster: seen by a dial that is let in and hears no greeting, and by
 * a client of ours that was connected and does not hear itself, while the server itself answers its monitoring port.
 */
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
        return new Impaired(aim, cuts, new Silence(Probe.on(aim, aim.targets()), aim.targets()),
                new HealOfCut(aim.draws()));
    }

    /** What who dials a server's port for clients meets. */
    enum Dialled {
        /** A server that talks. */
        GREETED,
        /** Somebody who says nothing. */
        SILENT,
        /** Nobody, or an end. */
        GONE
    }

    /** Dials and listens for a while. */
    static Dialled dial(InetSocketAddress address, int millis) {
        try (Socket socket = new Socket()) {
            socket.connect(address, millis);
            socket.setSoTimeout(millis);
            return listened(socket);
        } catch (IOException e) {
            return Dialled.GONE;
        }
    }

    private static Dialled listened(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == 'I' ? Dialled.GREETED : Dialled.GONE;
        } catch (SocketTimeoutException e) {
            return Dialled.SILENT;
        }
    }

    private record Silence(Messages messages, List<Server> servers) implements Impaired.Sight {
        private static final Duration LIMIT = Duration.ofSeconds(30);
        private static final Duration POLL = Duration.ofMillis(100);
        private static final Duration ASK = Duration.ofSeconds(1);
        private static final Duration ONE_TRY = Duration.ofMillis(300);
        private static final int HEARS_MILLIS = 800;

        private static Dialled dialled(Server server) {
            URI url = URI.create(server.clientUrl());
            InetSocketAddress address = new InetSocketAddress(url.getHost(), url.getPort());
            // The name of a pod that is not known at the moment proves nothing.
            return address.isUnresolved() ? Dialled.GONE : dial(address, HEARS_MILLIS);
        }

        private boolean hearsItself(Server server) {
            return !messages.crossed(Set.of(new Pair(server.name(), server.name())), ONE_TRY, 0).isEmpty();
        }

        private static boolean lives(Server server) {
            try {
                return !server.monitor("varz", ASK).isEmpty();
            } catch (IOException e) {
                return false;
            }
        }

        @Override
        public String bad() {
            servers.forEach(server -> Waiting.until("silence of " + server.name(), LIMIT, POLL, () -> {
                Dialled met = dialled(server);
                if (met != Dialled.SILENT) {
                    return Waiting.Look.notYet("who dials it is " + met.name().toLowerCase(Locale.ROOT));
                }
                if (hearsItself(server)) {
                    return Waiting.Look.notYet("a client that was connected still hears itself");
                }
                return lives(server) ? Waiting.Look.there("silent") : Waiting.Look.notYet("it does not live");
            }));
            return "lives, greets no client and talks to none: " + names();
        }

        @Override
        public String good() {
            servers.forEach(server -> Waiting.until("a greeting of " + server.name(), LIMIT, POLL, () -> {
                Dialled met = dialled(server);
                if (met != Dialled.GREETED) {
                    return Waiting.Look.notYet("who dials it is " + met.name().toLowerCase(Locale.ROOT));
                }
                return !messages.servers().contains(server.name()) || hearsItself(server)
                        ? Waiting.Look.there("greets")
                        : Waiting.Look.notYet("a client that was connected does not hear itself");
            }));
            return "greets clients and talks to them: " + names();
        }

        private String names() {
            return String.join(" ", servers.stream().map(Server::name).toList());
        }

        @Override
        public void close() {
            messages.close();
        }
    }
}
