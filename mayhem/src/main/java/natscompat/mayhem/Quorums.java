package natscompat.mayhem;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterView.ConsumerView;
import natscompat.platform.view.ClusterView.ReplicaView;
import natscompat.platform.view.ClusterView.StreamView;

/**
 * Whether groups keep a majority when some servers are away (SEMANTICS.md 6): the meta group of all servers, and every
 * stream's and consumer's own peers. A replica that is not current counts as away in its group. Pure.
 */
final class Quorums {
    private Quorums() {}

    /**
     * The first group that would lack a majority, or whose majority cannot be told because nobody leads it now. A group
     * of one peer is not looked at: it is unavailable while its server is down whatever one does (SEMANTICS.md 2).
     */
    static Optional<String> broken(ClusterView view, List<String> servers, Set<String> away) {
        long left = servers.stream()
                .filter(s -> !away.contains(s) && !view.silent().containsKey(s))
                .count();
        if (2 * left <= servers.size()) {
            return Optional.of("the meta group would keep " + left + " of " + servers.size());
        }
        return view.streams().values().stream()
                .flatMap(stream -> Stream.concat(
                        broken(stream, view, away).stream(),
                        stream.consumers().values().stream()
                                .flatMap(consumer -> broken(stream.name(), consumer, view, away).stream())))
                .findFirst();
    }

    /** The groups of one peer that stop while these servers are away. */
    static List<String> alone(ClusterView view, Set<String> away) {
        return view.streams().values().stream()
                .filter(stream -> stream.peers().size() == 1 && away.containsAll(stream.peers()))
                .map(StreamView::name)
                .sorted()
                .toList();
    }

    private static Optional<String> broken(StreamView stream, ClusterView view, Set<String> away) {
        if (stream.peers().size() < 2) {
            return Optional.empty();
        }
        String what = "stream " + stream.name();
        if (stream.leader().isEmpty()) {
            return Optional.of(what + " has no leader now");
        }
        long left = stream.peers().stream()
                .filter(peer -> !away.contains(peer) && !view.silent().containsKey(peer))
                .filter(peer -> current(stream, peer))
                .count();
        return lacking(what, left, stream.peers());
    }

    private static boolean current(StreamView stream, String peer) {
        ReplicaView replica = stream.replicas().get(peer);
        return replica != null && replica.current();
    }

    private static Optional<String> broken(String stream, ConsumerView consumer, ClusterView view, Set<String> away) {
        if (consumer.peers().size() < 2) {
            return Optional.empty();
        }
        String what = "consumer " + stream + "/" + consumer.name();
        if (consumer.leader().isEmpty()) {
            return Optional.of(what + " has no leader now");
        }
        long left = consumer.peers().stream()
                .filter(peer -> !away.contains(peer) && !view.silent().containsKey(peer))
                .count();
        return lacking(what, left, consumer.peers());
    }

    private static Optional<String> lacking(String what, long left, Collection<String> peers) {
        return 2 * left <= peers.size()
                ? Optional.of(what + " would keep " + left + " of " + peers.size())
                : Optional.empty();
    }
}
