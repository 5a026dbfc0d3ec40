package natscompat.qualification;

import com.fasterxml.jackson.databind.JsonNode;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import natscompat.model.history.Event;
import natscompat.model.plan.ServerName;
import natscompat.model.rundir.Json;
import natscompat.model.time.RunClock;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterViews;

/**
 * Keeps the leader timeline of one cell: polls what the servers say about once a second (the truth), and takes JetStream
 * advisories of the workloads' account and of the system account through every server (the moment; they can be lost).
 * Thread-safe.
 */
final class LeaderWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(900);
    /** About as many seconds: no server that is only busy leaves out a group for so long. */
    private static final int KEPT_LOOKS = 60;
    /** The same one comes through every server; from one that was paused as much as 132 s late (the longest stay away). */
    private static final Duration SAME_ADVISORY = Duration.ofMinutes(5);
    private static final String ADVISORIES = "$JS.EVENT.ADVISORY.>";

    private final Cluster cluster;
    private final Steering steering;
    private final Consumer<Event> events;
    private final RunClock clock;
    private final LeaderTimeline leaders = new LeaderTimeline(KEPT_LOOKS);
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> subscribed = ConcurrentHashMap.newKeySet();
    private final RecentIds seen = new RecentIds(SAME_ADVISORY, System::nanoTime);
    private final Thread thread;
    private boolean failed;

    LeaderWatch(Cluster cluster, Steering steering, Consumer<Event> events, RunClock clock) {
        this.cluster = cluster;
        this.steering = steering;
        this.events = events;
        this.clock = clock;
        thread = Thread.ofVirtual().name("leaders-" + cluster.name()).start(this::poll);
    }

    private void poll() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                lookOn();
                Waiting.pause("the next look at leaders", INTERVAL);
            }
        } catch (Waiting.Interrupted e) {
            // close() ends the watch.
        }
    }

    /** What one look cannot do is noted once and does not end the watch: a timeline that stands still says nothing. */
    private void lookOn() {
        try {
            subscribe();
            look();
        } catch (Waiting.Interrupted e) {
            throw e;
        } catch (RuntimeException e) {
            if (!failed) {
                failed = true;
                events.accept(new Event.Note(clock.nanos(), "the watch on leaders could not look: " + e));
            }
        }
    }

    /** Looks now; called after leaders were moved, so that the timeline has the moment. */
    ClusterView look() {
        ClusterView view = ClusterViews.look(cluster, LOOK);
        take("meta", view.metaLeader(), "poll");
        view.streams().forEach((name, stream) -> {
            take("stream:" + name, stream.leader(), "poll");
            stream.consumers()
                    .forEach((consumer, c) -> take("consumer:" + name + "/" + consumer, c.leader(), "poll"));
        });
        leaders.looked();
        return view;
    }

    /** Under a lock, so that changes are told in the order in which they were taken. */
    private void take(String asset, Optional<String> leader, String how) {
        String now = leader.orElse("");
        lock.lock();
        try {
            if (leaders.take(asset, now)) {
                events.accept(new Event.Leader(clock.nanos(), asset, now, release(now), how));
            }
        } finally {
            lock.unlock();
        }
    }

    private String release(String server) {
        return cluster.servers().stream()
                .filter(s -> s.name().equals(server))
                .map(Server::release)
                .findFirst()
                .orElse("");
    }

    private void subscribe() {
        for (Server server : cluster.servers()) {
            if (!subscribed.contains(server.name())) {
                steering.to(server).ifPresent(account -> steering.systemTo(server).ifPresent(system -> {
                    listen(account);
                    listen(system);
                    subscribed.add(server.name());
                }));
            }
        }
    }

    private void listen(Connection connection) {
        Dispatcher dispatcher = connection.createDispatcher(this::advisory);
        dispatcher.subscribe(ADVISORIES);
    }

    private void advisory(Message message) {
        try {
            JsonNode advisory = Json.mapper().readTree(message.getData());
            String kind = advisory.path("type").asText().replaceFirst(".*\\.", "");
            // One for each request of ours: the history has those.
            if (kind.equals("api_audit") || !seen.add(advisory.path("id").asText())) {
                return;
            }
            String stream = advisory.path("stream").asText();
            String consumer = advisory.path("consumer").asText();
            String leader = ServerName.plain(advisory.path("leader").asText());
            switch (kind) {
                case "stream_leader_elected" -> take("stream:" + stream, Optional.of(leader), "advisory");
                case "consumer_leader_elected" ->
                    take("consumer:" + stream + "/" + consumer, Optional.of(leader), "advisory");
                // It names the leader by an id that no server tells; who leads is seen by the next look.
                case "domain_leader_elected" -> events.accept(new Event.Advisory(clock.nanos(), kind, "meta", ""));
                default -> events.accept(new Event.Advisory(clock.nanos(), kind,
                        consumer.isEmpty() ? stream : stream + "/" + consumer, text(advisory)));
            }
        } catch (IOException e) {
            events.accept(new Event.Note(clock.nanos(), "unreadable advisory on " + message.getSubject()));
        }
    }

    /** What it is about besides an asset: a server that has no room, or was taken out. */
    private static String text(JsonNode advisory) {
        String server = advisory.path("server").asText();
        return server.isEmpty() ? advisory.path("action").asText() : server;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
