package natscompat.mayhem.link;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/** Sees that routes went and others came in their place (routez), and that every server has a route to every other one. */
final class Replaced implements Impaired.Sight {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    private final List<Server> servers;
    private final Map<Server, Set<String>> before = new LinkedHashMap<>();

    /** Remembers the routes that there are now. */
    Replaced(List<Server> servers) {
        this.servers = List.copyOf(servers);
        servers.forEach(server -> before.put(server, Routes.connections(server)));
    }

    @Override
    public String bad() {
        return Waiting.until("a route that went", LIMIT, POLL, () -> before.entrySet().stream()
                .filter(entry -> !Routes.connections(entry.getKey()).containsAll(entry.getValue()))
                .findFirst()
                .map(entry -> Waiting.Look.there("routes of " + entry.getKey().name() + " went"))
                .orElseGet(() -> Waiting.Look.notYet("all routes are what they were")));
    }

    @Override
    public String good() {
        return Waiting.until("routes between all servers", LIMIT, POLL, () -> {
            for (Server server : servers) {
                for (Server other : servers) {
                    boolean linked = server.equals(other)
                            || Routes.connections(server).stream().anyMatch(id -> id.startsWith(other.name() + "#"));
                    if (!linked) {
                        return Waiting.Look.notYet(server.name() + " has no route to " + other.name());
                    }
                }
            }
            return Waiting.Look.there("every server has a route to every other one");
        });
    }

    @Override
    public void close() {
        // Looks with nothing that is open.
    }
}
