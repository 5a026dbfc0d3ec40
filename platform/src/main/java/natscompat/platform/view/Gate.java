package natscompat.platform.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import natscompat.model.failure.Failure;
import natscompat.model.time.Waiting;
import natscompat.platform.Cluster;
import natscompat.platform.Server;

/**
 * When a cluster, or one server of it, is healthy and caught up (SEMANTICS.md 4), on any platform: all of it is read from
 * healthz and jsz. All healthz 200 is not caught up: refusals 10005 "peer offline" were seen after it. Stateless and
 * thread-safe.
 */
public final class Gate {
    private static final Duration POLL = Duration.ofMillis(75);
    private static final Duration START_POLL = Duration.ofMillis(20);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    /** An asset younger than this may not have reached every server yet. */
    private static final Duration YOUNG = Duration.ofSeconds(2);
    private static final int SHOWN = 6;

    private Gate() {}

    /**
     * Waits until every server, the meta group and every stream and consumer group is healthy and caught up, seen twice,
     * at least 500 ms apart (how that is read under load: {@link GateKeeper}).
     *
     * @param name what for
     * @throws natscompat.model.failure.FailureException after {@code limit}, with what was last seen
     */
    public static void awaitCaughtUp(Cluster cluster, String name, Duration limit) {
        GateKeeper keeper = new GateKeeper(Instant.now(), cluster.servers().size());
        await(cluster, name, limit, POLL,
                () -> keeper.look(Snapshot.of(Answer.all(cluster.servers(), true, ANSWER)), System.nanoTime()));
    }

    /**
     * Waits until every server is healthy and in the meta group, seen once: enough for a cluster with empty stores.
     *
     * @throws natscompat.model.failure.FailureException after {@code limit}, with what was last seen
     */
    public static void awaitHealthy(Cluster cluster, String name, Duration limit) {
        await(cluster, name, limit, START_POLL, () -> unhealthy(cluster));
    }

    /** Like {@link #awaitHealthy}, but says what is missing when the limit is over; empty when the cluster is healthy. */
    public static List<String> unhealthyAfter(Cluster cluster, String name, Duration limit) {
        AtomicReference<List<String>> last = new AtomicReference<>(List.of());
        boolean reached = Waiting.reached(name, limit, START_POLL, () -> {
            last.set(unhealthy(cluster));
            return last.get().isEmpty();
        });
        return reached ? List.of() : last.get();
    }

    /** Waits until one of these servers leads the meta group; whether it came to that within the limit. */
    public static boolean leads(List<Server> servers, String name, Duration limit) {
        return Waiting.reached(name, limit, START_POLL,
                () -> Snapshot.of(Answer.all(servers, false, ANSWER)).metaLeader().isPresent());
    }

    /** One look at the whole cluster: what keeps it from being healthy, empty if nothing. */
    public static List<String> unhealthy(Cluster cluster) {
        Snapshot snapshot = Snapshot.of(Answer.all(cluster.servers(), true, ANSWER));
        for (Answer answer : snapshot.answers()) {
            String trouble = answer.trouble(asset -> snapshot.has(asset, Instant.now().minus(YOUNG)));
            if (!trouble.isEmpty()) {
                return List.of(answer.server() + ": " + trouble);
            }
        }
        String meta = GateKeeper.metaTrouble(snapshot, cluster.servers().size());
        return meta.isEmpty() ? List.of() : List.of("meta: " + meta);
    }

    /** One look at one server's own healthz, but for assets that are just coming or going; empty if it is well. */
    public static String unhealthy(Cluster cluster, Server server) {
        Snapshot all = Snapshot.of(Answer.all(cluster.servers(), false, ANSWER));
        return Answer.of(server, true, ANSWER).trouble(asset -> all.has(asset, Instant.now().minus(YOUNG)));
    }

    /**
     * One look: what one server lacks to be healthy and caught up in every group, empty if nothing. The others are asked
     * first, so that what they had stored must be there when the server itself is asked.
     */
    public static String missing(Cluster cluster, Server server) {
        if (!server.running()) {
            return "its process is gone";
        }
        Instant before = Instant.now().minus(YOUNG);
        Snapshot others = Snapshot.of(Answer.all(cluster.servers(), false, ANSWER));
        Answer own = Answer.of(server, true, ANSWER);
        String trouble = own.trouble(asset -> others.has(asset, before));
        if (!trouble.isEmpty()) {
            return trouble;
        }
        if (others.metaLeader().isEmpty()) {
            return "nobody leads the meta group";
        }
        Snapshot.Peer meta = others.metaPeers().get(server.name());
        if (meta != null && (!meta.current() || meta.offline())) {
            return "the meta leader says " + meta;
        }
        return missing(others.groups(), Snapshot.of(List.of(own)).groups(), server.name(), before);
    }

    /** Which group the server has not caught up in; {@code before}: groups created later are not looked at. */
    static String missing(
            Map<String, Snapshot.Group> groups, Map<String, Snapshot.Group> owns, String server, Instant before) {
        for (Snapshot.Group group : groups.values()) {
            if (group.created().isAfter(before)) {
                continue;
            }
            Snapshot.Telling leader = group.leader().map(group.tellings()::get).orElse(null);
            Snapshot.Peer peer = leader == null ? null : leader.peers().get(server);
            if (leader == null && group.tellings().containsKey(server)) {
                return group.id() + ": nobody leads it";
            }
            if (leader == null || peer == null) {
                continue;
            }
            Snapshot.Telling telling =
                    Snapshot.like(group, owns).map(own -> own.tellings().get(server)).orElse(null);
            if (!peer.caughtUp() || telling == null) {
                return group.id() + ": " + (telling == null ? "it does not have it" : peer.toString());
            }
            if (telling.position() < leader.position()) {
                return group.id() + ": at " + telling.position() + ", its leader was at " + leader.position();
            }
        }
        return "";
    }

    private static void await(
            Cluster cluster, String name, Duration limit, Duration poll, java.util.function.Supplier<List<String>> look) {
        try {
            Waiting.until(name, limit, poll, () -> {
                List<String> open = look.get();
                return open.isEmpty()
                        ? Waiting.Look.there(true)
                        : Waiting.Look.notYet(String.join("; ", open.subList(0, Math.min(SHOWN, open.size())))
                                + (open.size() > SHOWN ? "; and " + (open.size() - SHOWN) + " more" : ""));
            });
        } catch (Waiting.TimedOut e) {
            throw Failure.deploy("wait for " + name + " of cluster " + cluster.name() + " (" + cluster.mix() + ")",
                    "after " + limit.toSeconds() + " s: " + e.lastSeen(),
                    "See servers/*/nats.log in the cell's folder.").causedBy(e);
        }
    }
}
