package natscompat.platform.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import natscompat.model.plan.ServerName;
import natscompat.platform.Cluster;
import natscompat.platform.view.ClusterView.ConsumerReplicaView;
import natscompat.platform.view.ClusterView.ConsumerView;
import natscompat.platform.view.ClusterView.ReplicaView;
import natscompat.platform.view.ClusterView.StreamView;

/**
 * Asks every server of a cluster once (one jsz each, in parallel) and puts the answers together. Servers that are down
 * or frozen are named as silent; the rest is what the others say. Stateless and thread-safe.
 */
public final class ClusterViews {
    private ClusterViews() {}

    /**
     * One look at the whole cluster.
     *
     * @param limit for the answer of each server
     */
    public static ClusterView look(Cluster cluster, Duration limit) {
        return view(Answer.all(cluster.servers(), false, limit));
    }

    static ClusterView view(List<Answer> answers) {
        Map<String, String> silent = new TreeMap<>();
        Map<String, Map<String, JsonNode>> streams = new TreeMap<>();
        for (Answer answer : answers) {
            if (answer.silent()) {
                silent.put(answer.server(), answer.silence());
            }
            for (JsonNode account : answer.jsz().path("account_details")) {
                account.path("stream_detail").forEach(stream -> streams
                        .computeIfAbsent(stream.path("name").asText(), n -> new TreeMap<>())
                        .put(answer.server(), stream));
            }
        }
        Map<String, StreamView> views = new TreeMap<>();
        streams.forEach((name, told) -> views.put(name, stream(name, told)));
        Optional<String> meta = majority(answers.stream().map(Snapshot::metaLeaderOf).toList());
        return new ClusterView(meta, Map.copyOf(views), Map.copyOf(silent));
    }

    private static StreamView stream(String name, Map<String, JsonNode> told) {
        Optional<String> leader = leader(told);
        Map<String, Snapshot.Peer> byLeader = peers(leader, told);
        Map<String, ReplicaView> replicas = new HashMap<>();
        Map<String, Map<String, JsonNode>> consumers = new TreeMap<>();
        told.forEach((server, stream) -> {
            Snapshot.Peer peer = leader.filter(server::equals).isPresent()
                    ? new Snapshot.Peer(true, false, 0)
                    : byLeader.getOrDefault(server, new Snapshot.Peer(false, true, 0));
            replicas.put(server, replica(stream.path("state"), peer));
            stream.path("consumer_detail").forEach(consumer -> consumers
                    .computeIfAbsent(consumer.path("name").asText(), n -> new TreeMap<>())
                    .put(server, consumer));
        });
        Map<String, ConsumerView> views = new TreeMap<>();
        consumers.forEach((consumer, each) -> views.put(consumer, consumer(consumer, each)));
        return new StreamView(name, leader, names(leader, told), Map.copyOf(replicas), Map.copyOf(views));
    }

    private static ReplicaView replica(JsonNode state, Snapshot.Peer peer) {
        return new ReplicaView(
                state.path("messages").asLong(),
                state.path("bytes").asLong(),
                state.path("first_seq").asLong(),
                state.path("last_seq").asLong(),
                state.path("num_deleted").asLong(),
                peer.current() && !peer.offline(),
                peer.lag());
    }

    private static ConsumerView consumer(String name, Map<String, JsonNode> told) {
        Optional<String> leader = leader(told);
        Map<String, ConsumerReplicaView> replicas = new HashMap<>();
        told.forEach((server, consumer) -> replicas.put(server, new ConsumerReplicaView(
                consumer.path("delivered").path("stream_seq").asLong(),
                consumer.path("ack_floor").path("stream_seq").asLong(),
                consumer.path("num_ack_pending").asLong(),
                consumer.path("num_pending").asLong())));
        return new ConsumerView(name, leader, names(leader, told), Map.copyOf(replicas));
    }

    /** Who says so of itself; else, where that server is silent, what most of the others say. */
    private static Optional<String> leader(Map<String, JsonNode> told) {
        List<String> claims = told.entrySet().stream()
                .filter(e -> leaderOf(e.getValue()).equals(e.getKey()))
                .map(Map.Entry::getKey)
                .toList();
        if (claims.size() == 1) {
            return Optional.of(claims.getFirst());
        }
        Optional<String> said = majority(told.values().stream().map(ClusterViews::leaderOf).toList());
        // A server that answers and does not call itself the leader is none, whatever others still believe.
        return said.filter(name -> claims.size() > 1 || !told.containsKey(name));
    }

    private static String leaderOf(JsonNode asset) {
        return ServerName.plain(asset.path("cluster").path("leader").asText(""));
    }

    private static Map<String, Snapshot.Peer> peers(Optional<String> leader, Map<String, JsonNode> told) {
        return leader.flatMap(name -> Optional.ofNullable(told.get(name)))
                .map(asset -> Snapshot.peers(asset.path("cluster")))
                .orElse(Map.of());
    }

    /** Everybody whom anybody of the group names, those that answered included. */
    private static List<String> names(Optional<String> leader, Map<String, JsonNode> told) {
        TreeSet<String> names = new TreeSet<>(told.keySet());
        leader.ifPresent(names::add);
        told.values().forEach(asset -> asset.path("cluster").path("replicas").forEach(
                replica -> names.add(ServerName.plain(replica.path("name").asText()))));
        return List.copyOf(names);
    }

    private static Optional<String> majority(List<String> said) {
        Map<String, Long> votes = new ArrayList<>(said).stream()
                .filter(name -> !name.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return votes.entrySet().stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }
}
