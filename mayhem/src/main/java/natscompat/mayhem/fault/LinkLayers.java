package natscompat.mayhem.fault;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/**
 * What all open faults together do to the links: each has a layer of its own, and the worst of all layers holds, so that
 * one fault does not undo another one. Thread-safe.
 */
public final class LinkLayers {
    private final Map<String, Map<Pair, LinkPolicy>> layers = new LinkedHashMap<>();
    private final Map<Pair, LinkPolicy> set = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Links links;

    /** Over these links. */
    public LinkLayers(Links links) {
        this.links = links;
    }

    /** The layer of a fault from here on; an empty one takes it away. Other layers stay. */
    public void put(String fault, Map<Pair, LinkPolicy> layer, Change change) {
        lock.lock();
        try {
            if (layer.isEmpty()) {
                layers.remove(fault);
            } else {
                layers.put(fault, Map.copyOf(layer));
            }
            Map<Pair, LinkPolicy> wanted = merged();
            Map<Pair, LinkPolicy> changes = new LinkedHashMap<>();
            wanted.forEach((pair, policy) -> {
                if (!policy.equals(set.getOrDefault(pair, LinkPolicy.CLEAR))) {
                    changes.put(pair, policy);
                }
            });
            Set.copyOf(set.keySet()).stream()
                    .filter(pair -> !wanted.containsKey(pair))
                    .forEach(pair -> changes.put(pair, LinkPolicy.CLEAR));
            if (!changes.isEmpty()) {
                links.set(changes, change);
            }
            set.clear();
            set.putAll(wanted);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connections of these directions in the middle of a message. */
    public void reset(Set<Pair> pairs) {
        links.reset(pairs);
    }

    private Map<Pair, LinkPolicy> merged() {
        Map<Pair, LinkPolicy> merged = new LinkedHashMap<>();
        layers.values().forEach(layer -> layer.forEach((pair, policy) -> merged.merge(pair, policy, LinkLayers::worst)));
        return merged;
    }

    private static LinkPolicy worst(LinkPolicy one, LinkPolicy other) {
        return new LinkPolicy(
                one.cut() || other.cut(),
                one.delay().plus(other.delay()),
                one.jitter().plus(other.jitter()),
                least(one.bytesPerSecond(), other.bytesPerSecond()),
                Math.max(one.loss(), other.loss()),
                Math.max(one.raftDropped(), other.raftDropped()),
                Math.max(one.raftDoubled(), other.raftDoubled()),
                Math.max(one.flipped(), other.flipped()));
    }

    /** Of two limits, where 0 is none. */
    private static long least(long one, long other) {
        return one == 0 || other == 0 ? Math.max(one, other) : Math.min(one, other);
    }
}
