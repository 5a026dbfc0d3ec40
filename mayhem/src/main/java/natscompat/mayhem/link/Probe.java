package natscompat.mayhem.link;

import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.client.Connections;
import natscompat.client.Endpoint;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.mayhem.fault.NotPossible;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.platform.Login;
import natscompat.platform.Server;
import natscompat.platform.link.Pair;

/**
 * Messages of our own between servers: a client on each server hears a subject of its own, and what another one publishes
 * on it crosses exactly the link between the two, for a message takes one hop only. Made before the fault, so that every
 * server knows of the subjects. Used by one thread, but for {@link #close}.
 */
final class Probe implements Messages {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration KNOWN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(1);

    private final Connections connections = new Connections();
    private final LinkLayers links;
    private final Map<String, Connection> clients = new LinkedHashMap<>();
    private final Map<Pair, Long> heard = new ConcurrentHashMap<>();
    private final String subject;
    private final AtomicInteger round = new AtomicInteger();

    private Probe(Aim aim, List<Server> servers) {
        links = Partitioned.layers(aim);
        subject = "_nats_compat.probe." + aim.id().replace('.', '_') + ".";
        Login login = aim.cluster().systemLogin();
        links.keep(connections);
        try {
            for (Server server : servers) {
                connect(server, login, aim.id());
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** One client on every server that runs; waits until every subject is known wherever no other fault cuts the link. */
    static Probe between(Aim aim) {
        Probe probe = new Probe(aim, aim.cluster().servers());
        Set<Pair> uncut = new HashSet<>(probe.all());
        uncut.removeAll(probe.links.cut());
        probe.await(uncut);
        return probe;
    }

    /** One client on each of these servers that runs; waits until each hears itself. */
    static Probe on(Aim aim, List<Server> servers) {
        Probe probe = new Probe(aim, servers);
        probe.await(probe.selves());
        return probe;
    }

    private void await(Set<Pair> pairs) {
        try {
            Set<Pair> silent = reach(pairs, KNOWN);
            if (!silent.isEmpty()) {
                throw new NotPossible("messages do not cross " + Partitioned.text(silent) + " as it is");
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A server that another fault has taken away, or cut off from clients, has none. */
    private void connect(Server server, Login login, String id) {
        if (!server.running()) {
            return;
        }
        try {
            Endpoint endpoint = new Endpoint(server.name(), server.clientUrl(), login.user(), login.password());
            Connection client = connections.connect(endpoint, "probe-" + id, CONNECT);
            clients.put(server.name(), client);
            client.createDispatcher(message -> hear(server.name(), message)).subscribe(subject + server.name());
        } catch (FailureException e) {
            // Nothing crosses the links of a server without a client, so nothing is said of them.
        }
    }

    @Override
    public Set<String> servers() {
        return Set.copyOf(clients.keySet());
    }

    /** Sends across these pairs again and again until every one was crossed or the time is over; those that were not. */
    private Set<Pair> reach(Collection<Pair> pairs, Duration limit) {
        Set<Pair> left = new HashSet<>(pairs);
        long deadline = System.nanoTime() + limit.toNanos();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            left.removeAll(crossed(left, Duration.ofMillis(300), 16).keySet());
        }
        return left;
    }

    @Override
    public Map<Pair, Duration> crossed(Collection<Pair> pairs, Duration limit, int bytes) {
        round.incrementAndGet();
        heard.clear();
        Map<Pair, Long> sent = new HashMap<>();
        for (Pair pair : pairs) {
            Optional.ofNullable(clients.get(pair.from())).ifPresent(client -> {
                sent.put(pair, System.nanoTime());
                say(client, pair, bytes);
            });
        }
        Waiting.reached("probes", limit, POLL, () -> heard.keySet().containsAll(pairs));
        Map<Pair, Duration> took = new HashMap<>();
        heard.forEach((pair, at) -> took.put(pair, Duration.ofNanos(at - sent.getOrDefault(pair, at))));
        took.keySet().retainAll(pairs);
        return took;
    }

    private void say(Connection client, Pair pair, int bytes) {
        byte[] text = (round.get() + " " + pair.from() + " ").getBytes(StandardCharsets.UTF_8);
        byte[] data = new byte[Math.max(bytes, text.length)];
        System.arraycopy(text, 0, data, 0, text.length);
        try {
            client.publish(subject + pair.to(), data);
            client.flushBuffer();
        } catch (IllegalStateException | IOException e) {
            // Not connected now: this message does not arrive, and that is what is measured.
        }
    }

    private void hear(String to, Message message) {
        long now = System.nanoTime();
        String[] words = new String(message.getData(), StandardCharsets.UTF_8).split(" ", 3);
        if (words[0].equals(Integer.toString(round.get()))) {
            heard.putIfAbsent(new Pair(words[1], to), now);
        }
    }

    @Override
    public void close() {
        links.forget(connections);
        connections.close();
    }
}
