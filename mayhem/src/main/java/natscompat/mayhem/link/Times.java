package natscompat.mayhem.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import natscompat.mayhem.fault.NotPossible;
import natscompat.platform.link.Pair;

/**
 * Sees how long our messages take across some links, compared with how long they took before. Used by one thread.
 *
 * @param probe sends them
 * @param pairs the links
 * @param bytes of each message
 * @param before how long one takes when nothing is wrong
 * @param late what is added to that at the least when it is
 * @param each whether every message is late (else one of many is enough)
 */
record Times(Probe probe, Set<Pair> pairs, int bytes, Duration before, Duration late, boolean each)
        implements Impaired.Sight {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration ONE_TRY = Duration.ofSeconds(5);
    private static final int SAMPLES = 7;
    /** Where it takes this many times as long already as what is to be added, other faults or the machine hide it. */
    private static final int MOST_BEFORE = 4;

    /** Measures how long it takes now. */
    static Times of(Probe probe, Set<Pair> wanted, int bytes, Duration late, boolean each) {
        Set<Pair> pairs = probe.known(wanted);
        Duration before = median(probe, pairs, bytes);
        if (before.compareTo(late.multipliedBy(MOST_BEFORE)) > 0) {
            probe.close();
            throw new NotPossible("a message takes " + before.toMillis() + " ms across " + Partitioned.text(pairs)
                    + " already, so " + late.toMillis() + " ms more would not be seen");
        }
        return new Times(probe, Set.copyOf(pairs), bytes, before, late, each);
    }

    private static Duration median(Probe probe, Set<Pair> pairs, int bytes) {
        List<Duration> slowest = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            slowest.add(slowest(probe.crossed(pairs, ONE_TRY, bytes), pairs));
        }
        slowest.sort(Comparator.naturalOrder());
        return slowest.get(SAMPLES / 2);
    }

    /** A message that did not arrive took as long as we waited. */
    private static Duration slowest(Map<Pair, Duration> took, Set<Pair> pairs) {
        return took.size() < pairs.size()
                ? ONE_TRY
                : took.values().stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    private Duration now() {
        return each ? median(probe, pairs, bytes) : slowest(probe.crossed(pairs, ONE_TRY, bytes), pairs);
    }

    private boolean isLate(Duration took) {
        return took.compareTo(before.plus(late)) >= 0;
    }

    @Override
    public String bad() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Duration took = now();
        while (!isLate(took)) {
            if (System.nanoTime() >= deadline) {
                throw new IllegalStateException(said(took) + ", which is not late");
            }
            took = now();
        }
        return said(took);
    }

    @Override
    public String good() {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Duration took = median(probe, pairs, bytes);
        while (isLate(took)) {
            if (System.nanoTime() >= deadline) {
                throw new IllegalStateException(said(took) + ", which is still late");
            }
            took = median(probe, pairs, bytes);
        }
        return said(took);
    }

    private String said(Duration took) {
        return "a message of %d bytes took %.1f ms across one of %s, %.1f ms before".formatted(
                bytes, took.toNanos() / 1e6, Partitioned.text(pairs), before.toNanos() / 1e6);
    }

    @Override
    public void close() {
        probe.close();
    }
}
