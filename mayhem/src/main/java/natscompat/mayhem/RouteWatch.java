package natscompat.mayhem;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import natscompat.model.history.Event;
import natscompat.model.plan.ServerName;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;

/**
 * Records, for people who read the events, when a server's routes to another one go and come (routez, once a second;
 * each route by its id, so that one that was reset and dialled again between two looks shows). A virtual thread of its own,
 * until told to end; what it cannot do is noted once and does not end it.
 */
final class RouteWatch {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration ASK = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Map<String, Map<String, Set<String>>> known = new ConcurrentHashMap<>();
    private final AtomicBoolean failed = new AtomicBoolean();
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
                lookOn();
            }
            return over;
        }));
    }

    private void lookOn() {
        try {
            look();
        } catch (RuntimeException e) {
            if (!failed.getAndSet(true)) {
                note("the watch on routes could not look: " + e);
            }
        }
    }

    /** One look at every server that answers. */
    void look() {
        for (Server server : cluster.servers()) {
            routes(server).ifPresent(now -> {
                Map<String, Set<String>> before = known.put(server.name(), now);
                if (before != null && !before.equals(now)) {
                    note("routes of " + server.name() + ": " + counts(before) + " -> " + counts(now) + ", new: "
                            + counts(fresh(before, now)));
                }
            });
        }
    }

    private void note(String text) {
        try {
            events.accept(new Event.Note(clock.nanos(), text));
        } catch (RuntimeException e) {
            // For people only: the watch goes on, and whatever must be recorded fails by itself.
            failed.set(true);
        }
    }

    private static Map<String, Integer> counts(Map<String, Set<String>> routes) {
        Map<String, Integer> counts = new TreeMap<>();
        routes.forEach((server, ids) -> counts.put(server, ids.size()));
        return counts;
    }

    /** What was not there before. */
    private static Map<String, Set<String>> fresh(Map<String, Set<String>> before, Map<String, Set<String>> now) {
        Map<String, Set<String>> fresh = new TreeMap<>();
        now.forEach((server, ids) -> {
            Set<String> added = new TreeSet<>(ids);
            added.removeAll(before.getOrDefault(server, Set.of()));
            if (!added.isEmpty()) {
                fresh.put(server, added);
            }
        });
        return fresh;
    }

    /** The ids of its routes to each other server; empty when it does not answer. */
    private static Optional<Map<String, Set<String>>> routes(Server server) {
        if (!server.running()) {
            return Optional.empty();
        }
        try {
            Map<String, Set<String>> routes = new TreeMap<>();
            for (JsonNode route : server.monitor("routez", ASK).path("routes")) {
                routes.computeIfAbsent(ServerName.plain(route.path("remote_name").asText()), name -> new TreeSet<>())
                        .add(route.path("rid").asText());
            }
            return Optional.of(routes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
