package natscompat.mayhem.link;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.mayhem.fault.NotPossible;
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
        servers.stream().filter(Server::running).forEach(server ->
                Routes.connections(server).ifPresent(routes -> before.put(server, routes)));
        if (before.isEmpty()) {
            throw new NotPossible("no server tells of its routes now");
        }
    }

    @Override
    public String bad() {
        return Waiting.until("a route that went", LIMIT, POLL, () -> before.entrySet().stream()
                .filter(entry -> Routes.connections(entry.getKey()).filter(now -> !now.containsAll(entry.getValue())).isPresent())
                .findFirst()
                .map(entry -> Waiting.Look.there("routes of " + entry.getKey().name() + " went"))
                .orElseGet(() -> Waiting.Look.notYet("all routes are what they were")));
    }

    @Override
    public String good() {
        return Waiting.until("routes between all servers", LIMIT, POLL, () -> {
            // A server that another fault has taken away has no routes.
            List<Server> running = servers.stream().filter(Server::running).toList();
            for (Server server : running) {
                Set<String> routes = Routes.connections(server).orElse(Set.of());
                for (Server other : running) {
                    if (!server.equals(other) && routes.stream().noneMatch(id -> id.startsWith(other.name() + "#"))) {
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
