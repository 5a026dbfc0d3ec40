package natscompat.mayhem.link;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import natscompat.mayhem.fault.Aim;
import natscompat.mayhem.fault.Injection;
import natscompat.mayhem.fault.LinkLayers;
import natscompat.mayhem.fault.NotPossible;
import natscompat.platform.Server;
import natscompat.platform.link.LinkPolicy;
import natscompat.platform.link.Links.Change;
import natscompat.platform.link.Pair;

/**
 * Directions between servers that are cut: seen by messages of our own that no longer cross them, and cross them again
 * after the heal. What was held goes through in order after a short cut, or its connections are reset (drawn; always after
 * 10 s, SEMANTICS.md 6).
 */
final class Partitioned implements Injection {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration ONE_TRY = Duration.ofMillis(700);
    private static final Duration SEEN = Duration.ofSeconds(10);
    /** A dialler tries again after about a second; a route with a stale end needs its pings to time out first. */
    private static final Duration HEALED = Duration.ofSeconds(60);

    private final AtomicLong injected = new AtomicLong();
    private final Aim aim;
    private final LinkLayers links;
    private final Map<Pair, LinkPolicy> cuts;
    private final Probe probe;
    /** Those of the cut directions that can be looked at. */
    private final Set<Pair> seen;
    private final boolean reset;

    Partitioned(Aim aim, Map<Pair, LinkPolicy> cuts) {
        this.aim = aim;
        this.links = layers(aim);
        this.cuts = Map.copyOf(cuts);
        this.reset = aim.draws().at("reset").happens(0.5);
        this.probe = new Probe(aim);
        this.seen = probe.known(cuts.keySet());
    }

    /** The links, or the reason why there is nothing to do. */
    static LinkLayers layers(Aim aim) {
        return aim.links().orElseThrow(() -> new NotPossible("no link proxy stands in the links of this cluster"));
    }

    @Override
    public void inject() {
        injected.set(System.nanoTime());
        links.put(aim.id(), cuts, Change.FLUSH);
    }

    @Override
    public String observe() {
        long deadline = System.nanoTime() + SEEN.toNanos();
        Set<Pair> crossed = probe.crossed(seen, ONE_TRY, 0).keySet();
        while (!crossed.isEmpty()) {
            if (System.nanoTime() >= deadline) {
                throw new IllegalStateException("messages still cross " + text(crossed));
            }
            crossed = probe.crossed(seen, ONE_TRY, 0).keySet();
        }
        return "no message crosses " + text(seen);
    }

    @Override
    public void heal() {
        boolean wasLong = System.nanoTime() - injected.get() > LONG.toNanos();
        links.put(aim.id(), Map.of(), reset || wasLong ? Change.RESET : Change.FLUSH);
    }

    @Override
    public String observeHealed() {
        try (probe) {
            long deadline = System.nanoTime() + HEALED.toNanos();
            Set<Pair> left = running();
            while (!left.isEmpty()) {
                left = probe.reach(left, Duration.ofSeconds(1));
                left.retainAll(running());
                if (!left.isEmpty() && System.nanoTime() >= deadline) {
                    throw new IllegalStateException("messages do not cross " + text(left));
                }
            }
            return "messages cross " + text(seen);
        }
    }

    /** The cut directions whose both ends run: another fault may have taken a server away meanwhile. */
    private Set<Pair> running() {
        Set<String> there = aim.cluster().servers().stream()
                .filter(Server::running)
                .map(Server::name)
                .collect(Collectors.toSet());
        return seen.stream()
                .filter(pair -> there.contains(pair.from()) && there.contains(pair.to()))
                .collect(Collectors.toSet());
    }

    static String text(Set<Pair> pairs) {
        return pairs.stream().map(pair -> pair.from() + "->" + pair.to()).sorted().collect(Collectors.joining(" "));
    }
}
