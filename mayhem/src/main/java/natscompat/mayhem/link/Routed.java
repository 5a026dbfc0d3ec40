package natscompat.mayhem.link;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import natscompat.model.time.Waiting;
import natscompat.platform.Server;
import natscompat.platform.link.Pair;

/**
 * Sees that every server has a route to every other one (routez) after the heal. While the links are bad it has nothing to
 * see: a server may bear what comes.
 *
 * @param servers that are to have routes
 * @param cut directions that other faults cut now: of routes between such servers nothing is said
 */
record Routed(List<Server> servers, Supplier<Set<Pair>> cut) implements Impaired.Sight {
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
            Set<Pair> away = cut.get();
            for (Server server : running) {
                Set<String> routes = Routes.connections(server).orElse(Set.of());
                for (Server other : running) {
                    Pair link = new Pair(server.name(), other.name());
                    boolean demanded = !server.equals(other) && !away.contains(link) && !away.contains(link.back());
                    if (demanded && routes.stream().noneMatch(id -> id.startsWith(other.name() + "#"))) {
                        return Waiting.Look.notYet(server.name() + " has no route to " + other.name());
                    }
                }
            }
            return Waiting.Look.there("every server has a route to every other one"
                    + (away.isEmpty() ? "" : " that is not cut off for another reason"));
        });
    }

    @Override
    public void close() {
        // Looks with nothing that is open.
    }
}
