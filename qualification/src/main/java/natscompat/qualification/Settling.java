package natscompat.qualification;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import natscompat.model.history.Event;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterView.ReplicaView;
import natscompat.platform.view.ClusterView.StreamView;
import natscompat.platform.view.ClusterViews;

/**
 * The wait of SEMANTICS.md 5: until the last sequence of every stream has not changed for 2 s on every replica and all
 * replicas agree, 60 s at most. What every server stores then is recorded, agreed or not.
 */
final class Settling {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration STILL = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final CellContext context;
    private final Cluster cluster;
    private Map<String, ReplicaView> last = Map.of();
    private long since;
    private Optional<ClusterView> lastView = Optional.empty();

    Settling(CellContext context, Cluster cluster) {
        this.context = context;
        this.cluster = cluster;
    }

    /**
     * Waits and records.
     *
     * @return whether all replicas came to agree
     */
    boolean await() {
        long began = System.nanoTime();
        since = began;
        boolean agreed;
        String detail;
        try {
            Waiting.until("all replicas to agree", LIMIT, POLL, this::look);
            agreed = true;
            detail = "";
        } catch (Waiting.TimedOut e) {
            agreed = false;
            detail = e.lastSeen();
        }
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        lastView.ifPresent(this::record);
        context.events().accept(new Event.Settled(context.clock().nanos(), agreed, millis, detail));
        return agreed;
    }

    private Waiting.Look<Boolean> look() {
        ClusterView view = ClusterViews.look(cluster, LOOK);
        lastView = Optional.of(view);
        Map<String, ReplicaView> now = new HashMap<>();
        view.streams().values().forEach(s -> s.replicas().forEach((server, r) -> now.put(s.name() + "@" + server, r)));
        long time = System.nanoTime();
        if (!stored(now).equals(stored(last))) {
            since = time;
        }
        last = now;
        String missing = missing(view);
        if (missing.isEmpty() && time - since >= STILL.toNanos()) {
            return Waiting.Look.there(true);
        }
        return Waiting.Look.notYet(missing.isEmpty() ? "still changing" : missing);
    }

    /** What must stand still: what is stored, not how far behind a leader believes a follower to be. */
    private static Map<String, String> stored(Map<String, ReplicaView> replicas) {
        Map<String, String> stored = new TreeMap<>();
        replicas.forEach((key, r) -> stored.put(key, describe(r)));
        return stored;
    }

    private static String describe(ReplicaView r) {
        return r.messages() + " messages, " + r.firstSequence() + ".." + r.lastSequence() + ", " + r.deleted()
                + " deleted";
    }

    private static String missing(ClusterView view) {
        if (!view.silent().isEmpty()) {
            return "no answer from " + view.silent();
        }
        for (StreamView stream : view.streams().values()) {
            if (stream.leader().isEmpty()) {
                return "stream " + stream.name() + " has no leader";
            }
            for (String peer : stream.peers()) {
                if (!stream.replicas().containsKey(peer)) {
                    return "stream " + stream.name() + " is missing on " + peer;
                }
            }
            long different = stream.replicas().values().stream().map(Settling::describe).distinct().count();
            if (different > 1) {
                return "stream " + stream.name() + " differs: " + stored(stream.replicas());
            }
        }
        return "";
    }

    private void record(ClusterView view) {
        long at = context.clock().nanos();
        Map<String, String> releases = new HashMap<>();
        for (Server server : cluster.servers()) {
            releases.put(server.name(), server.release());
        }
        for (StreamView stream : view.streams().values()) {
            String leader = stream.leader().orElse("");
            stream.replicas().forEach((server, r) -> context.events().accept(new Event.Replica(at, server,
                    releases.getOrDefault(server, ""), stream.name(), server.equals(leader), r.messages(), r.bytes(),
                    r.firstSequence(), r.lastSequence(), r.deleted())));
            stream.consumers().values().forEach(consumer -> consumer.replicas().forEach((server, r) ->
                    context.events().accept(new Event.ConsumerReplica(at, server, releases.getOrDefault(server, ""),
                            stream.name(), consumer.name(), server.equals(consumer.leader().orElse("")),
                            r.deliveredStream(), r.ackFloorStream(), r.pendingAcks(), r.pending()))));
        }
    }
}
