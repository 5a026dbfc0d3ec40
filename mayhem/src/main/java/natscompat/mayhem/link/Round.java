package natscompat.mayhem.link;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.model.failure.FailureException;
import natscompat.platform.link.Links.LinkState;
import natscompat.platform.link.Pair;

/**
 * One round of messages across all links at once, and from each server's client to itself. What does not arrive tells of a
 * link only where both of its ends answered their own clients in the same round: a server that is gone, or that cannot hear
 * its clients, proves no cut.
 *
 * @param arrived pairs that a message crossed, those of a server with itself among them
 * @param moving pairs over which the link proxy passed something on meanwhile, late as it may be
 */
record Round(Set<Pair> arrived, Set<Pair> moving) {
    /** Sends and waits for all that arrives in time. */
    static Round of(Messages messages, LinkLayers links, Duration limit) {
        Optional<Map<Pair, LinkState>> before = look(links);
        Set<Pair> pairs = new HashSet<>(messages.all());
        pairs.addAll(messages.selves());
        Set<Pair> arrived = Set.copyOf(messages.crossed(pairs, limit, 0).keySet());
        return new Round(arrived, before.flatMap(then -> look(links).map(now -> grown(then, now))).orElse(Set.of()));
    }

    private static Set<Pair> grown(Map<Pair, LinkState> then, Map<Pair, LinkState> now) {
        return now.values().stream()
                .filter(state -> then.getOrDefault(state.pair(), new LinkState(state.pair(), 0, 0)).bytes() < state.bytes())
                .map(LinkState::pair)
                .collect(Collectors.toSet());
    }

    /** A link proxy that does not answer excuses no link that is not crossed. */
    private static Optional<Map<Pair, LinkState>> look(LinkLayers links) {
        try {
            return Optional.of(links.look());
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    /** Those of these pairs that the round tells of. */
    Set<Pair> told(Set<Pair> pairs) {
        return pairs.stream().filter(pair -> answers(pair.from()) && answers(pair.to())).collect(Collectors.toSet());
    }

    private boolean answers(String server) {
        return arrived.contains(new Pair(server, server));
    }

    /** Those of these pairs that a message crossed. */
    Set<Pair> crossed(Set<Pair> pairs) {
        return pairs.stream().filter(arrived::contains).collect(Collectors.toSet());
    }

    /** Those of these pairs, of which it tells, over which nothing came. */
    Set<Pair> dead(Set<Pair> pairs) {
        return told(pairs).stream()
                .filter(pair -> !arrived.contains(pair) && !moving.contains(pair))
                .collect(Collectors.toSet());
    }

    /**
     * What speaks against it that these pairs are cut and others are not; empty when nothing does.
     *
     * @param cut pairs that are to be cut
     * @param open pairs that nobody has cut
     */
    String against(Set<Pair> cut, Set<Pair> open) {
        Set<Pair> told = told(cut);
        if (told.isEmpty()) {
            return "no two servers answer their own clients of " + Partitioned.text(cut);
        }
        if (!crossed(told).isEmpty()) {
            return "messages still cross " + Partitioned.text(crossed(told));
        }
        return dead(open).isEmpty() ? "" : "messages do not cross, though nobody cut, " + Partitioned.text(dead(open));
    }
}
