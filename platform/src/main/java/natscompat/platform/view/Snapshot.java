package natscompat.platform.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import natscompat.model.plan.ServerName;

/**
 * The Raft groups of a cluster as all servers together tell of them at about one moment.
 *
 * @param answers of all servers
 * @param groups streams and consumers by key; that of a stream holds the time of creation, so that one that was deleted
 *     and made again is another group, unless both times stand for one Raft group
 */
record Snapshot(List<Answer> answers, Map<String, Group> groups) {
    /**
     * One stream or consumer.
     *
     * @param id for people too: {@code stream KV}, {@code consumer KV/c1}
     * @param created when, by the server's clock
     * @param tellings what each server that has it says of it
     */
    record Group(String id, Instant created, Map<String, Telling> tellings) {
        /** The server that calls itself its leader; empty when there is none, or more than one. */
        Optional<String> leader() {
            List<String> claims = tellings.entrySet().stream()
                    .filter(telling -> telling.getValue().leader().equals(telling.getKey()))
                    .map(Map.Entry::getKey)
                    .toList();
            return claims.size() == 1 ? Optional.of(claims.getFirst()) : Optional.empty();
        }

        /**
         * Servers up to 2.10 each tell their own time for a consumer that they made again (measured on 2.10.29), so the
         * time of creation tells two streams of one name apart, but not two consumers.
         */
        String key() {
            return id.startsWith("stream ") ? id + " of " + created : id;
        }

        /** Whether it has the name and the Raft group of another one. */
        boolean isSame(Group other) {
            return id.equals(other.id) && other.rafts().anyMatch(raft -> rafts().anyMatch(raft::equals));
        }

        private Stream<String> rafts() {
            return tellings.values().stream().map(Telling::raft).filter(raft -> !raft.isEmpty());
        }
    }

    /**
     * What one server says of a group that it is in.
     *
     * @param leader who leads; empty when nobody does
     * @param raft name of the Raft group; empty where the server does not say it (before 2.10.4)
     * @param position how far its own copy is: last sequence of a stream, deliveries of a consumer
     * @param peers the others of the group
     */
    record Telling(String leader, String raft, long position, Map<String, Peer> peers) {}

    /** What a leader says of a peer. */
    record Peer(boolean current, boolean offline, long lag) {
        static Peer of(JsonNode replica) {
            return new Peer(replica.path("current").asBoolean(), replica.path("offline").asBoolean(),
                    replica.path("lag").asLong());
        }

        boolean caughtUp() {
            return current && !offline && lag == 0;
        }

        private Peer worse(Peer other) {
            return caughtUp() ? other : this;
        }

        @Override
        public String toString() {
            return (offline ? "offline" : current ? "current" : "not current") + (lag > 0 ? ", " + lag + " behind" : "");
        }
    }

    static Snapshot of(List<Answer> answers) {
        Map<String, Group> groups = new TreeMap<>();
        for (Answer answer : answers) {
            for (JsonNode account : answer.jsz().path("account_details")) {
                for (JsonNode stream : account.path("stream_detail")) {
                    String name = stream.path("name").asText();
                    add(groups, answer.server(), "stream " + name, stream,
                            stream.path("state").path("last_seq").asLong());
                    for (JsonNode consumer : stream.path("consumer_detail")) {
                        add(groups, answer.server(), "consumer " + name + "/" + consumer.path("name").asText(), consumer,
                                consumer.path("delivered").path("consumer_seq").asLong());
                    }
                }
            }
        }
        return new Snapshot(answers, united(groups));
    }

    /**
     * A stream whose creation was under way when servers were killed is made again on those that did not have it, with
     * the time of then: the same Raft group under two times (measured on 2.10.22). It counts from the first.
     */
    private static Map<String, Group> united(Map<String, Group> groups) {
        Map<String, Group> united = new TreeMap<>();
        groups.values().stream().sorted(Comparator.comparing(Group::created)).forEach(group -> {
            Optional<Group> same = united.values().stream().filter(group::isSame).findFirst();
            same.ifPresentOrElse(earlier -> earlier.tellings().putAll(group.tellings()),
                    () -> united.put(group.key(), group));
        });
        return united;
    }

    /** What a look at one server alone has of a group that was seen elsewhere, if anything. */
    static Optional<Group> like(Group group, Map<String, Group> groups) {
        return Optional.ofNullable(groups.get(group.key()))
                .or(() -> groups.values().stream().filter(group::isSame).findFirst());
    }

    private static void add(Map<String, Group> groups, String server, String name, JsonNode asset, long position) {
        Group seen = new Group(name, time(asset.path("created").asText("")), new HashMap<>());
        Group group = groups.computeIfAbsent(seen.key(), key -> seen);
        JsonNode cluster = asset.path("cluster");
        group.tellings().put(server, new Telling(ServerName.plain(cluster.path("leader").asText("")),
                cluster.path("raft_group").asText(""), position, peers(cluster)));
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    static Map<String, Peer> peers(JsonNode cluster) {
        Map<String, Peer> peers = new TreeMap<>();
        // A server that joined anew may be there under both its names for a while: then it has not caught up.
        cluster.path("replicas").forEach(replica -> peers.merge(
                ServerName.plain(replica.path("name").asText()), Peer.of(replica), Peer::worse));
        return peers;
    }

    /** Whether a stream or consumer of that name ({@code stream S}) is there since before that time. */
    boolean has(String asset, Instant before) {
        return groups.values().stream().anyMatch(group -> group.id().equals(asset) && group.created().isBefore(before));
    }

    /** Whether every server answered. */
    boolean complete() {
        return answers.stream().noneMatch(Answer::silent);
    }

    /** The server that leads the meta group by its own word. */
    Optional<Answer> metaLeader() {
        return answers.stream()
                .filter(answer -> answer.server().equals(metaLeaderOf(answer)))
                .findFirst();
    }

    static String metaLeaderOf(Answer answer) {
        return ServerName.plain(answer.jsz().path("meta_cluster").path("leader").asText(""));
    }

    /** The peers of the meta group in its leader's view; empty without a leader. */
    Map<String, Peer> metaPeers() {
        return metaLeader().map(leader -> peers(leader.jsz().path("meta_cluster"))).orElse(Map.of());
    }
}
