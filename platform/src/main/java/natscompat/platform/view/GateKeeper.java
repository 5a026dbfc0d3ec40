package natscompat.platform.view;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides when the gate between two rolls is open (SEMANTICS.md 4), from one snapshot after another.
 *
 * <p>Under load a counter never stands still and a replica is a few operations behind now and then, so "jsz equal twice,
 * 500 ms apart" is read for each thing by itself: each server, the meta group, and each stream and consumer that existed
 * when the gate began has to be seen well twice, at least 500 ms apart, and at the second sight every replica must have
 * stored at least what the leader had stored at the first one. A stream at rest thus has to be equal; a moving one has to
 * be followed. A group that is deleted meanwhile is let off; one created later is not waited for, and what healthz says
 * of it is not listened to: workloads create and delete streams all the time, and each makes healthz answer 503 for
 * moments. Not thread-safe.
 */
final class GateKeeper {
    static final Duration APART = Duration.ofMillis(500);

    private final Instant began;
    private final int servers;
    private final Map<String, Obligation> obligations = new TreeMap<>();

    GateKeeper(Instant began, int servers) {
        this.began = began;
        this.servers = servers;
    }

    /** One thing that has to be seen well twice. */
    private static final class Obligation {
        private String missing = "not seen yet";
        private long firstGood = -1;
        private long mark;
        private boolean met;

        /** @param behind the least position of its replicas, compared with the leader's at the first good sight */
        void see(String trouble, long position, long behind, long nanos) {
            if (!trouble.isEmpty()) {
                missing = trouble;
            } else if (firstGood < 0) {
                firstGood = nanos;
                mark = position;
                missing = "seen well once";
            } else if (nanos - firstGood >= APART.toNanos()) {
                met = behind >= mark;
                missing = met ? "" : "a replica is at " + behind + ", its leader was at " + mark;
            }
        }
    }

    /**
     * Takes the next snapshot.
     *
     * @param nanos when it was taken, on any monotonic clock
     * @return what is still missing, the most important first; empty when the gate is open
     */
    List<String> look(Snapshot snapshot, long nanos) {
        for (Answer answer : snapshot.answers()) {
            see("server " + answer.server(), answer.trouble(asset -> snapshot.has(asset, began)), nanos);
        }
        see("meta", metaTrouble(snapshot, servers), nanos);
        snapshot.groups().forEach((id, group) -> {
            if (group.created().isBefore(began) || obligations.containsKey("group " + id)) {
                long position = group.leader().map(l -> position(group, l)).orElse(0L);
                long behind = group.tellings().values().stream()
                        .mapToLong(Snapshot.Telling::position).min().orElse(0);
                obligation("group " + id).see(trouble(group), position, behind, nanos);
            }
        });
        if (snapshot.complete()) {
            obligations.keySet().removeIf(
                    id -> id.startsWith("group ") && !snapshot.groups().containsKey(id.substring("group ".length())));
        }
        Map<String, String> open = new HashMap<>();
        obligations.forEach((id, obligation) -> {
            if (!obligation.met) {
                open.put(id, id + ": " + obligation.missing);
            }
        });
        return open.values().stream().sorted(java.util.Comparator.reverseOrder()).toList();
    }

    private void see(String id, String trouble, long nanos) {
        obligation(id).see(trouble, 0, 0, nanos);
    }

    private Obligation obligation(String id) {
        return obligations.computeIfAbsent(id, i -> new Obligation());
    }

    private static long position(Snapshot.Group group, String server) {
        Snapshot.Telling telling = group.tellings().get(server);
        return telling == null ? 0 : telling.position();
    }

    /** What is wrong with the meta group in its leader's view; empty if nothing. */
    static String metaTrouble(Snapshot snapshot, int servers) {
        Map<String, Snapshot.Peer> peers = snapshot.metaPeers();
        if (snapshot.metaLeader().isEmpty()) {
            return "no server leads it";
        }
        if (peers.size() + 1 != servers) {
            return "its leader knows " + (peers.size() + 1) + " of " + servers + " servers";
        }
        for (Map.Entry<String, Snapshot.Peer> peer : peers.entrySet()) {
            if (!peer.getValue().current() || peer.getValue().offline()) {
                return peer.getKey() + " is " + peer.getValue();
            }
        }
        return "";
    }

    /** What is wrong with a stream or consumer in its leader's view; empty if nothing. */
    static String trouble(Snapshot.Group group) {
        Snapshot.Telling leader = group.leader().map(group.tellings()::get).orElse(null);
        if (leader == null) {
            return "nobody leads it";
        }
        for (Map.Entry<String, Snapshot.Peer> peer : leader.peers().entrySet()) {
            if (!peer.getValue().caughtUp()) {
                return peer.getKey() + " is " + peer.getValue();
            }
            if (!group.tellings().containsKey(peer.getKey())) {
                return peer.getKey() + " does not have it";
            }
        }
        return "";
    }
}
