package natscompat.qualification;

import io.nats.client.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.client.JetStreamApi;
import natscompat.client.Leadership;
import natscompat.model.failure.Failure;
import natscompat.model.failure.FailureException;
import natscompat.platform.Cluster;
import natscompat.platform.Login;
import natscompat.platform.Server;

/**
 * The runner's own connections into a cluster, one for each server and account, made when first needed. What they are for
 * (step-downs, advisories) can be asked of any server that is there. Thread-safe.
 */
final class Steering implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final AtomicInteger calls = new AtomicInteger();
    private final Cluster cluster;
    private final Connections connections;
    private final String cell;
    private final Map<String, Connection> open = new ConcurrentHashMap<>();

    Steering(Cluster cluster, Connections connections, String cell) {
        this.cluster = cluster;
        this.connections = connections;
        this.cell = cell;
    }

    /** A connection in the workloads' account to some server that is there. */
    Connection connection() {
        return any(calls.getAndIncrement(), cluster.login(), "account");
    }

    /** Moves leaders, through some server that is there. */
    Leadership leadership() {
        int call = calls.getAndIncrement();
        return new Leadership(
                new JetStreamApi(any(call, cluster.login(), "account")),
                new JetStreamApi(any(call, cluster.systemLogin(), "system")));
    }

    /** The runner's connection to this very server in the workloads' account, if it can be had now. */
    Optional<Connection> to(Server server) {
        return connection(server, cluster.login(), "account");
    }

    /** The same in the system account. */
    Optional<Connection> systemTo(Server server) {
        return connection(server, cluster.systemLogin(), "system");
    }

    /** Another one at each call: one that is cut off from the others is connected to us, and answers no request. */
    private Connection any(int call, Login login, String purpose) {
        List<Server> servers = cluster.servers();
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.get(Math.floorMod(call + i, servers.size()));
            Optional<Connection> found = connection(server, login, purpose);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw Failure.deploy("reach a server of " + cluster.name() + " for steering", "none of them answers",
                "See the servers' logs in the run folder.");
    }

    private Optional<Connection> connection(Server server, Login login, String purpose) {
        if (!server.running()) {
            return Optional.empty();
        }
        String key = purpose + " " + server.name();
        Connection known = open.get(key);
        if (known != null) {
            return known.getStatus() == Connection.Status.CONNECTED ? Optional.of(known) : Optional.empty();
        }
        try {
            Endpoint endpoint = new Endpoint(server.name(), server.clientUrl(), login.user(), login.password());
            Connection made = connections.connect(endpoint, "nats-compat " + cell + " " + purpose, CONNECT);
            Connection earlier = open.putIfAbsent(key, made);
            if (earlier != null) {
                connections.close(made);
            }
            return Optional.of(earlier == null ? made : earlier);
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        open.values().forEach(connections::close);
        open.clear();
    }
}
