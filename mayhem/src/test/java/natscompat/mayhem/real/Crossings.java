package natscompat.mayhem.real;

import io.nats.client.Connection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/**
 * Messages of a test between servers: a client on each server publishes for a client on each other one, and what arrives
 * crossed the link between the two. Written as {@code n0>n1}. Knows nothing of faults and of the link proxy.
 */
final class Crossings {
    private final Map<Server, Connection> clients = new HashMap<>();
    private final Map<String, Long> arrived = new ConcurrentHashMap<>();
    private final AtomicInteger round = new AtomicInteger();
    private final List<Server> servers;

    Crossings(RealCell cell) {
        servers = cell.cluster.servers();
        for (Server server : servers) {
            Connection client = cell.connect(server);
            clients.put(server, client);
            client.createDispatcher(message -> {
                String[] words = new String(message.getData(), StandardCharsets.UTF_8).split(" ", 3);
                if (words[0].equals(Integer.toString(round.get()))) {
                    arrived.putIfAbsent(words[1] + ">" + server.ordinal(), System.nanoTime());
                }
            }).subscribe("seen." + server.ordinal());
        }
        Waiting.reached("all links", Duration.ofSeconds(20), Duration.ofMillis(50),
                () -> look(Duration.ofMillis(500), 16).size() == all());
    }

    int all() {
        return servers.size() * (servers.size() - 1);
    }

    /** The links that a message crossed within the time, and how long it took. */
    Map<String, Duration> look(Duration limit, int bytes) {
        int now = round.incrementAndGet();
        arrived.clear();
        Map<String, Long> sent = new HashMap<>();
        for (Server from : servers) {
            for (Server to : servers) {
                if (from.ordinal() != to.ordinal()) {
                    sent.put(from.ordinal() + ">" + to.ordinal(), System.nanoTime());
                    send(from, to, now, bytes);
                }
            }
        }
        Waiting.reached("messages", limit, Duration.ofMillis(1), () -> arrived.size() == all());
        Map<String, Duration> took = new TreeMap<>();
        arrived.forEach((link, at) -> took.put(link, Duration.ofNanos(at - sent.getOrDefault(link, at))));
        return took;
    }

    private void send(Server from, Server to, int now, int bytes) {
        Connection client = clients.get(from);
        if (client == null) {
            return;
        }
        byte[] text = (now + " " + from.ordinal() + " ").getBytes(StandardCharsets.UTF_8);
        byte[] data = new byte[Math.max(bytes, text.length)];
        System.arraycopy(text, 0, data, 0, text.length);
        try {
            client.publish("seen." + to.ordinal(), data);
            client.flushBuffer();
        } catch (IllegalStateException | java.io.IOException e) {
            // Not connected now: it does not arrive.
        }
    }

    /** Links that nothing crosses, seen at two looks. */
    Set<String> cut() {
        Set<String> cut = new HashSet<>(links());
        for (int i = 0; i < 2; i++) {
            cut.removeAll(look(Duration.ofMillis(800), 16).keySet());
        }
        return cut;
    }

    Set<String> links() {
        Set<String> links = new HashSet<>();
        servers.forEach(from -> servers.stream()
                .filter(to -> !to.equals(from))
                .forEach(to -> links.add(from.ordinal() + ">" + to.ordinal())));
        return links;
    }

    /** The longest that a message took across any link, in the median of so many rounds. */
    Duration slowest(int rounds, int bytes) {
        List<Duration> slowest = java.util.stream.IntStream.range(0, rounds)
                .mapToObj(i -> look(Duration.ofSeconds(10), bytes).values().stream()
                        .max(Duration::compareTo).orElse(Duration.ofSeconds(10)))
                .sorted()
                .toList();
        return slowest.get(rounds / 2);
    }

    /** The longest that any message took in so many rounds. */
    Duration worst(int rounds) {
        Duration worst = Duration.ZERO;
        for (int i = 0; i < rounds; i++) {
            Map<String, Duration> took = look(Duration.ofSeconds(10), 1000);
            Duration now = took.size() < all()
                    ? Duration.ofSeconds(10)
                    : took.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
            worst = now.compareTo(worst) > 0 ? now : worst;
        }
        return worst;
    }
}
