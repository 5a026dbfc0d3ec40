package natscompat.mayhem.link;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.model.failure.FailureException;
import natscompat.model.time.Waiting;
import natscompat.platform.link.LinkCounts;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.LinkState;
import natscompat.platform.link.Pair;

/**
 * Sees by the link proxy's own counters that it does to each direction what it was told, and no longer does: exactly, where
 * what servers and messages tell from outside is hidden by messages under way, by other links on their path and by other
 * faults. Used by one thread.
 */
final class Counted implements Impaired.Sight {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** Directions over which nothing comes for so long are given up: a server may be gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofMillis(250);
    private static final int ENOUGH = 3;

    private final LinkLayers links;
    private final Map<Pair, LinkPolicy> told;
    private final Deed deed;
    private final Predicate<String> runs;
    private final Runnable stir;
    private final Duration limit;

    /** What came over one direction since a look. */
    private record Came(long bytes, LinkCounts done) {
        private static final Came NOTHING = new Came(0, LinkCounts.NONE);
    }

    /**
     * Has not looked yet.
     *
     * @param told what the proxy will be told
     * @param runs whether a server runs now
     * @param stir sends something over all directions, or lets servers do that for a moment
     */
    Counted(LinkLayers links, Map<Pair, LinkPolicy> told, Deed deed, Predicate<String> runs, Runnable stir) {
        this(links, told, deed, runs, stir, LIMIT);
    }

    Counted(
            LinkLayers links,
            Map<Pair, LinkPolicy> told,
            Deed deed,
            Predicate<String> runs,
            Runnable stir,
            Duration limit) {
        this.links = links;
        this.told = Map.copyOf(told);
        this.deed = deed;
        this.runs = runs;
        this.stir = stir;
        this.limit = limit;
    }

    /** A link proxy that does not answer at once, as one in a pod that goes, is asked again. */
    private Map<Pair, LinkState> look(long began) {
        while (true) {
            try {
                return links.look();
            } catch (FailureException e) {
                if (System.nanoTime() - began >= limit.toNanos()) {
                    throw e;
                }
                Waiting.pause("the link proxy's next answer", AGAIN);
            }
        }
    }

    private Map<Pair, Came> since(Map<Pair, LinkState> then, long began) {
        Map<Pair, LinkState> now = look(began);
        Map<Pair, Came> came = new HashMap<>();
        told.keySet().forEach(pair -> {
            LinkState nothing = new LinkState(pair, 0, 0);
            LinkState later = now.getOrDefault(pair, nothing);
            LinkState earlier = then.getOrDefault(pair, nothing);
            came.put(pair, new Came(later.bytes() - earlier.bytes(), later.done().since(earlier.done())));
        });
        return came;
    }

    @Override
    public String bad() {
        long began = System.nanoTime();
        Map<Pair, LinkState> before = look(began);
        while (true) {
            stir.run();
            Map<Pair, Came> came = since(before, began);
            boolean patient = System.nanoTime() - began < PATIENCE.toNanos();
            Set<Pair> missing = missing(came, patient);
            if (missing.isEmpty() && count(came) > 0) {
                return said(came);
            }
            if (System.nanoTime() - began >= limit.toNanos()) {
                throw new IllegalStateException("the link proxy: " + said(came)
                        + (missing.isEmpty() ? "" : "; it does not show on " + Partitioned.text(missing)));
            }
        }
    }

    /** Directions on which it does not show; those over which next to nothing comes are waited for only while patient. */
    private Set<Pair> missing(Map<Pair, Came> came, boolean patient) {
        return told.entrySet().stream()
                .filter(entry -> {
                    Came there = came.getOrDefault(entry.getKey(), Came.NOTHING);
                    return there.done().chunks() < ENOUGH
                            ? patient && runs(entry.getKey())
                            : !deed.shows(entry.getValue(), there.bytes(), there.done());
                })
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private boolean runs(Pair pair) {
        return end(pair.from()) && end(pair.to());
    }

    private boolean end(String name) {
        return name.equals(Pair.CLIENTS) || runs.test(name);
    }

    private long count(Map<Pair, Came> came) {
        return came.values().stream().mapToLong(there -> deed.count(there.done())).sum();
    }

    /** Other faults may have ordered the same: those directions tell nothing then. */
    @Override
    public String good() {
        long began = System.nanoTime();
        Map<Pair, LinkState> then = look(began);
        while (true) {
            stir.run();
            Map<Pair, LinkPolicy> wanted = links.wanted();
            Map<Pair, Came> came = since(then, began);
            came.keySet().removeIf(pair -> deed.ordered(wanted.getOrDefault(pair, LinkPolicy.CLEAR)));
            long chances = came.values().stream().mapToLong(there -> deed.chances(there.done())).sum();
            if (count(came) == 0 && (chances >= deed.enough() || came.isEmpty())) {
                return "none of " + chances + " was " + deed.word() + " any more";
            }
            if (System.nanoTime() - began >= limit.toNanos()) {
                throw new IllegalStateException("the link proxy after the heal: " + said(came));
            }
            if (count(came) > 0) {
                then = look(began);
            }
        }
    }

    private String said(Map<Pair, Came> came) {
        Set<String> words = new TreeSet<>();
        came.forEach((pair, there) -> words.add(pair.from() + "->" + pair.to() + " " + deed.count(there.done()) + " of "
                + deed.chances(there.done())));
        return deed.word() + ": " + String.join(", ", words);
    }

    @Override
    public void close() {
        // Looks with nothing that is open.
    }
}
