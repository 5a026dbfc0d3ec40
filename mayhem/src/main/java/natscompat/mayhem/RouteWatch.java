package natscompat.mayhem;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import natscompat.model.history.Event;
import natscompat.model.plan.ServerName;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;

/**
 * Records, for people who read the events, when a server's routes to another one go and come (routez, twice a second). A
 * virtual thread of its own, until told to end. Only where links are touched: elsewhere routes go with their servers.
 */
final class RouteWatch {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ASK = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Map<String, Map<String, Integer>> known = new ConcurrentHashMap<>();
    private final Cluster cluster;
    private final Consumer<Event> events;
    private final RunClock clock;

    RouteWatch(Cluster cluster, Consumer<Event> events, RunClock clock) {
        this.cluster = cluster;
        this.events = events;
        this.clock = clock;
    }

    /** Watches until {@code end} holds. */
    void start(BooleanSupplier end) {
        Thread.ofVirtual().name("route-watch").start(() -> Waiting.reached("the end of the watch on routes", LONGEST, POLL, () -> {
            boolean over = end.getAsBoolean();
            if (!over) {
                look();
            }
            return over;
        }));
    }

    /** One look at every server that answers. */
    void look() {
        for (Server server : cluster.servers()) {
            routes(server).ifPresent(now -> {
                Map<String, Integer> before = known.put(server.name(), now);
                if (before != null && !before.equals(now)) {
                    events.accept(new Event.Note(
                            clock.nanos(), "routes of " + server.name() + ": " + before + " -> " + now));
                }
            });
        }
    }

    /** How many routes it has to each other server; empty when it does not answer. */
    private static Optional<Map<String, Integer>> routes(Server server) {
        if (!server.running()) {
            return Optional.empty();
        }
        try {
            Map<String, Integer> routes = new TreeMap<>();
            for (JsonNode route : server.monitor("routez", ASK).path("routes")) {
                routes.merge(ServerName.plain(route.path("remote_name").asText()), 1, Integer::sum);
            }
            return Optional.of(routes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
