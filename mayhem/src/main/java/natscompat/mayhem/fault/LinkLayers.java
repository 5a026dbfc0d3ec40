package natscompat.mayhem.fault;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import natscompat.client.Connections;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Links.LinkState;
import natscompat.platform.link.Pair;

/**
 * What all open faults together do to the links: each has a layer of its own, and the worst of all layers holds, so that
 * one fault does not undo another one. Closing it ends what faults still look with: one that could not be seen to be healed
 * keeps that for its next try. Thread-safe.
 */
public final class LinkLayers implements AutoCloseable {
    private final Map<String, Map<Pair, LinkPolicy>> layers = new LinkedHashMap<>();
    private final Map<Pair, LinkPolicy> set = new HashMap<>();
    /** What was ordered and not confirmed: it may hold or not. */
    private final Set<Pair> unsure = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Connections> looking = ConcurrentHashMap.newKeySet();
    private final Links links;

    /** Over these links. */
    public LinkLayers(Links links) {
        this.links = links;
    }

    /**
     * The layer of a fault from here on; an empty one takes it away. Other layers stay. When it throws, the links may be as
     * they were or as they were to be; the next call sends all that is not sure again, whatever it is about.
     */
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
                if (unsure.contains(pair) || !policy.equals(set.getOrDefault(pair, LinkPolicy.CLEAR))) {
                    changes.put(pair, policy);
                }
            });
            Stream.concat(set.keySet().stream(), unsure.stream())
                    .filter(pair -> !wanted.containsKey(pair))
                    .forEach(pair -> changes.put(pair, LinkPolicy.CLEAR));
            unsure.addAll(changes.keySet());
            if (!changes.isEmpty()) {
                links.set(changes, change);
            }
            unsure.clear();
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

    /** What is cut now, by whatever fault. */
    public Set<Pair> cut() {
        return wanted().entrySet().stream()
                .filter(entry -> entry.getValue().cut())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What is to hold now, by whatever fault; directions that are clear are left out. */
    public Map<Pair, LinkPolicy> wanted() {
        lock.lock();
        try {
            return Map.copyOf(merged());
        } finally {
            lock.unlock();
        }
    }

    /** A fault looks with these until it forgets them, or until this is closed. */
    public void keep(Connections connections) {
        looking.add(connections);
    }

    /** They were closed. */
    public void forget(Connections connections) {
        looking.remove(connections);
    }

    @Override
    public void close() {
        looking.forEach(Connections::close);
        looking.clear();
    }

    /** What goes through now and what was done to it, by direction. */
    public Map<Pair, LinkState> look() {
        return links.look().stream().collect(Collectors.toMap(LinkState::pair, state -> state));
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
