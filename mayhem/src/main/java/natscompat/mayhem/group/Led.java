package natscompat.mayhem.group;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.NotPossible;
import natscompat.platform.view.ClusterView;
import natscompat.platform.view.ClusterView.ConsumerView;
import natscompat.platform.view.ClusterView.StreamView;

/** Which of the workloads' assets the target leads. */
final class Led {
    private Led() {}

    /** A replicated stream that the target leads, drawn. */
    static StreamView stream(Aim aim) {
        String server = aim.targets().getFirst().name();
        ClusterView view = aim.look().get();
        List<StreamView> led = aim.streams().stream()
                .sorted()
                .flatMap(name -> Optional.ofNullable(view.streams().get(name)).stream())
                .filter(stream -> stream.leader().equals(Optional.of(server)))
                .toList();
        if (led.isEmpty()) {
            throw new NotPossible(server + " leads no stream of the workloads any more");
        }
        return aim.draws().at("asset").pick(led);
    }

    /** Who leads a stream. */
    static Optional<String> leader(ClusterView view, String stream) {
        return Optional.ofNullable(view.streams().get(stream)).flatMap(StreamView::leader);
    }

    /** Who leads a consumer named {@code stream/consumer}. */
    static Optional<String> consumerLeader(ClusterView view, String name) {
        int slash = name.indexOf('/');
        return Optional.ofNullable(view.streams().get(name.substring(0, slash)))
                .flatMap(stream -> Optional.ofNullable(stream.consumers().get(name.substring(slash + 1))))
                .flatMap(ConsumerView::leader);
    }

    /** The servers of the group of a consumer named {@code stream/consumer}. */
    static List<String> consumerPeers(ClusterView view, String name) {
        int slash = name.indexOf('/');
        return Optional.ofNullable(view.streams().get(name.substring(0, slash)))
                .flatMap(stream -> Optional.ofNullable(stream.consumers().get(name.substring(slash + 1))))
                .map(ConsumerView::peers)
                .orElse(List.of());
    }

    /** Whether somebody else could lead: a group of one has nobody. */
    static void mustHaveOthers(String asset, List<String> peers) {
        if (peers.size() < 2) {
            throw new NotPossible(asset + " has one replica: nobody else can lead it");
        }
    }

    /** Whether every replica of a stream is there and has caught up. */
    static boolean whole(ClusterView view, String stream, int replicas) {
        StreamView seen = view.streams().get(stream);
        return seen != null
                && seen.leader().isPresent()
                && seen.peers().size() == replicas
                && seen.peers().stream().allMatch(peer -> current(seen, peer));
    }

    /** What a stream looks like: where it is, who leads it, and which replicas have not caught up. */
    static String said(ClusterView view, String stream) {
        StreamView now = view.streams().get(stream);
        if (now == null) {
            return "no such stream";
        }
        String behind = now.peers().stream()
                .filter(peer -> !current(now, peer))
                .map(peer -> peer + " " + Optional.ofNullable(now.replicas().get(peer))
                        .map(replica -> (replica.current() ? "current, " : "not current, ") + replica.lag() + " behind, last "
                                + replica.lastSequence())
                        .orElse("says nothing of it"))
                .collect(Collectors.joining("; "));
        return "peers " + now.peers() + ", leader " + now.leader().orElse("nobody")
                + (behind.isEmpty() ? "" : ", not caught up: " + behind);
    }

    private static boolean current(StreamView stream, String peer) {
        return Optional.ofNullable(stream.replicas().get(peer))
                .filter(replica -> replica.current() && replica.lag() == 0)
                .isPresent();
    }
}
