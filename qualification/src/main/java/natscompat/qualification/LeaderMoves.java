package natscompat.qualification;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import natscompat.client.Leadership;
import natscompat.platform.Cluster;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterViews;

/** Moves leaders onto servers, and says which did not go: the proof reads it. Used by the thread of the cell. */
final class LeaderMoves {
    /** For each of them. */
    static final Duration LIMIT = Duration.ofSeconds(12);

    private static final String NOT_MOVED = "not moved: ";

    private final Cluster cluster;
    private final Steering steering;
    private final LeaderWatch watch;
    private final Load load;

    LeaderMoves(Cluster cluster, Steering steering, LeaderWatch watch, Load load) {
        this.cluster = cluster;
        this.steering = steering;
        this.watch = watch;
        this.load = load;
    }

    /** Every leader goes onto one of the servers, side by side; what did not move, empty if nothing. */
    String onto(Collection<String> servers) {
        ClusterView view = watch.look();
        List<String> stuck = Collections.synchronizedList(new ArrayList<>());
        List<Thread> moves = new ArrayList<>();
        Leadership leadership = steering.leadership();
        for (String stream : load.streams()) {
            List<String> peers = within(servers, view, stream);
            moves.add(move("stream " + stream, peers, stuck, () -> leadership.moveStream(stream, peers, LIMIT)));
        }
        for (String name : load.consumers()) {
            String stream = name.substring(0, name.indexOf('/'));
            String consumer = name.substring(name.indexOf('/') + 1);
            List<String> peers = within(servers, view, stream);
            moves.add(move("consumer " + name, peers, stuck,
                    () -> leadership.moveConsumer(stream, consumer, peers, LIMIT)));
        }
        moves.add(move("meta", List.copyOf(servers), stuck, () -> meta(leadership, servers)));
        moves.forEach(LeaderMoves::join);
        watch.look();
        return stuck.isEmpty() ? "" : NOT_MOVED + String.join(", ", stuck);
    }

    /** The leader of the meta group goes onto one of the servers; that it did not move, or empty. */
    String metaOnto(Collection<String> servers) {
        Optional<String> leader = meta(servers);
        watch.look();
        return servers.contains(leader.orElse("")) ? "" : metaStuck(leader);
    }

    /** The leader of the meta group goes onto one of the servers; who leads then. */
    Optional<String> meta(Collection<String> servers) {
        return meta(steering.leadership(), servers);
    }

    /** How it is said that the leader of the meta group did not move. */
    static String metaStuck(Optional<String> leader) {
        return NOT_MOVED + "meta (led by " + leader.orElse("nobody") + ")";
    }

    private Optional<String> meta(Leadership leadership, Collection<String> servers) {
        return leadership.moveMeta(servers, LIMIT, () -> ClusterViews.look(cluster, StepRunner.LOOK).metaLeader());
    }

    private static List<String> within(Collection<String> servers, ClusterView view, String stream) {
        ClusterView.StreamView seen = view.streams().get(stream);
        return seen == null
                ? List.copyOf(servers)
                : servers.stream().filter(seen.peers()::contains).toList();
    }

    private static Thread move(
            String asset, List<String> onto, List<String> stuck, Supplier<Optional<String>> move) {
        return Thread.ofVirtual().name("lead-" + asset).start(() -> {
            Optional<String> leader = onto.isEmpty() ? Optional.empty() : move.get();
            if (!onto.contains(leader.orElse(""))) {
                stuck.add(asset + " (led by " + leader.orElse("nobody") + ")");
            }
        });
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
