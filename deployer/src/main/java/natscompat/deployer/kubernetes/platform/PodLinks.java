package natscompat.deployer.kubernetes.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import natscompat.deployer.link.Peer;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Pair;

/**
 * The links of a cluster whose servers have a link proxy each. A connection between two servers goes through the proxy of
 * the one that was dialled, so both are told; a pod that is new is told everything before its server starts. Thread-safe.
 */
final class PodLinks implements Links {
    private final Map<Pair, LinkPolicy> wanted = new ConcurrentHashMap<>();
    private final Map<String, ServerPod> pods = new ConcurrentHashMap<>();
    private final Map<String, List<LinkState>> last = new ConcurrentHashMap<>();
    private final Map<Pair, LinkState> carried = new ConcurrentHashMap<>();
    private final boolean there;
    private final List<Peer> peers;
    private final long seed;

    /**
     * Knows no pod yet.
     *
     * @param there whether the sidecars are link proxies
     * @param peers all servers of the cluster
     * @param seed of all draws of the link proxies
     */
    PodLinks(boolean there, List<Peer> peers, long seed) {
        this.there = there;
        this.peers = List.copyOf(peers);
        this.seed = seed;
    }

    /** These links, where there are link proxies. */
    Optional<Links> links() {
        return there ? Optional.of(this) : Optional.empty();
    }

    /**
     * Tells a pod's proxy what holds now; comes before its server starts.
     *
     * @throws IOException when its sidecar does not answer
     */
    void joins(String server, ServerPod pod) throws IOException {
        if (!there) {
            return;
        }
        ServerPod before = pods.put(server, pod);
        if (before != null && !before.uid().equals(pod.uid())) {
            carry(server);
        }
        tell(server, pod);
    }

    /**
     * Tells a pod's proxy that was started again, and so knows nothing.
     *
     * @throws IOException when its sidecar does not answer
     */
    void again(String server, ServerPod pod) throws IOException {
        if (there && pod.equals(pods.get(server))) {
            carry(server);
            tell(server, pod);
        }
    }

    /** What a proxy that is gone had let through still counts. */
    private synchronized void carry(String server) {
        last.getOrDefault(server, List.of()).forEach(state -> carried.merge(
                state.pair(), new LinkState(state.pair(), 0, state.bytes(), state.done()), LinkState::plus));
        last.remove(server);
    }

    private void tell(String server, ServerPod pod) throws IOException {
        pod.sidecar().peers(peers, seed);
        Map<Pair, LinkPolicy> all = of(server, wanted);
        if (!all.isEmpty()) {
            pod.sidecar().links().set(all, Change.FLUSH);
        }
    }

    /** The pod is gone; what its proxy had counted stays. */
    void leaves(String server, ServerPod pod) {
        if (pods.remove(server, pod)) {
            carry(server);
        }
    }

    @Override
    public void set(Map<Pair, LinkPolicy> policies, Change change) {
        wanted.putAll(policies);
        each((server, links) -> {
            Map<Pair, LinkPolicy> own = of(server, policies);
            if (!own.isEmpty()) {
                links.set(own, change);
            }
        });
    }

    @Override
    public void reset(Collection<Pair> pairs) {
        each((server, links) -> {
            List<Pair> own = pairs.stream().filter(ends(server)).toList();
            if (!own.isEmpty()) {
                links.reset(own);
            }
        });
    }

    @Override
    public List<LinkState> look() {
        each((server, links) -> keep(server, links.look()));
        Map<Pair, LinkState> sums = new LinkedHashMap<>(carried);
        last.forEach((server, states) -> states.forEach(state -> sums.merge(state.pair(), state, LinkState::plus)));
        return List.copyOf(sums.values());
    }

    /** Unless its pod left meanwhile: then that was carried already. */
    private synchronized void keep(String server, List<LinkState> states) {
        if (pods.containsKey(server)) {
            last.put(server, states);
        }
    }

    private interface Telling {
        void tell(String server, Links links);
    }

    /** All at the same time; the first failure of a pod that is still there is thrown when all have answered. */
    private void each(Telling telling) {
        Map<String, ServerPod> now = new HashMap<>(pods);
        List<RuntimeException> failed = new ArrayList<>();
        List<Thread> asked = new ArrayList<>();
        now.forEach((server, pod) -> asked.add(Thread.ofVirtual().name("links-" + server).start(() -> {
            try {
                telling.tell(server, pod.sidecar().links());
            } catch (RuntimeException e) {
                // A pod that went meanwhile is told when its successor joins.
                if (pod.equals(pods.get(server))) {
                    synchronized (failed) {
                        failed.add(e);
                    }
                }
            }
        })));
        asked.forEach(PodLinks::join);
        if (!failed.isEmpty()) {
            throw failed.getFirst();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<Pair, LinkPolicy> of(String server, Map<Pair, LinkPolicy> policies) {
        Map<Pair, LinkPolicy> own = new HashMap<>(policies);
        own.keySet().removeIf(ends(server).negate());
        return own;
    }

    private static Predicate<Pair> ends(String server) {
        return pair -> pair.from().equals(server) || pair.to().equals(server);
    }
}
