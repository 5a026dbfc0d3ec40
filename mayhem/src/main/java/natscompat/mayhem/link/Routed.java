package natscompat.mayhem.link;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;

/**
 * Sees that every server has a route to every other one (routez) after the heal. While the links are bad it has nothing to
 * see: a server may bear what comes.
 *
 * @param servers that are to have routes
 */
record Routed(List<Server> servers) implements Impaired.Sight {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    @Override
    public String bad() {
        return "routes may break";
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
